using CloudStack.Client.Models;

namespace CloudStack.Client.Apis;

/// <summary>Commands of the group ServiceOffering.</summary>
[CloudStackApi]
public interface IServiceOfferingsApi
{
    /// <summary>Command <c>listServiceOfferings</c>; changes nothing.</summary>
    /// <param name="request">The parameters; null for none.</param>
    /// <returns>The query; nothing is sent before it is enumerated.</returns>
    [Command("listServiceOfferings", CommandKind.Read)]
    PagedQuery<ServiceOffering> ListServiceOfferings(ListServiceOfferingsRequest? request = null);
}
