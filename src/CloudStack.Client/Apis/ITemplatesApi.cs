using CloudStack.Client.Models;

namespace CloudStack.Client.Apis;

/// <summary>Commands of the group Template.</summary>
[CloudStackApi]
public interface ITemplatesApi
{
    /// <summary>Command <c>listTemplates</c>; changes nothing.</summary>
    /// <param name="request">The parameters.</param>
    /// <returns>The query; nothing is sent before it is enumerated.</returns>
    [Command("listTemplates", CommandKind.Read)]
    PagedQuery<Template> ListTemplates(ListTemplatesRequest request);
}
