using CloudStack.Client.Models;

namespace CloudStack.Client.Apis;

/// <summary>Commands of the group Zone.</summary>
[CloudStackApi]
public interface IZonesApi
{
    /// <summary>Command <c>listZones</c>; changes nothing.</summary>
    /// <param name="request">The parameters; null for none.</param>
    /// <returns>The query; nothing is sent before it is enumerated.</returns>
    [Command("listZones", CommandKind.Read)]
    PagedQuery<Zone> ListZones(ListZonesRequest? request = null);
}
