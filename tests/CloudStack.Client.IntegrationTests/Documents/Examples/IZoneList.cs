using Refit;

namespace CloudStack.Client.IntegrationTests.Interop;

// README: refit interface
public interface IZoneList
{
    [Get("/client/api?command=listZones&response=json")]
    Task<ZoneListAnswer> ListZonesAsync([AliasAs("name")] string name, CancellationToken cancellationToken = default);

    [Post("/client/api")]
    Task<ZoneListAnswer> PostAsync([Body(BodySerializationMethod.UrlEncoded)] IDictionary<string, string> form);
}
// README: end
