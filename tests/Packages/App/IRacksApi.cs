using CloudStack.Client;
using Refit;

namespace App;

/// <summary>Racks.</summary>
public interface IRacksApi
{
    /// <summary>Lists racks.</summary>
    /// <param name="request">The parameters.</param>
    /// <returns>The query.</returns>
    [Get("?command=listRacks")]
    PagedQuery<Rack> ListRacks([Body] ListRacksRequest request);

    /// <summary>Lists shelves, which no longer exist.</summary>
    /// <param name="room">The room that they are in.</param>
    /// <returns>The query.</returns>
    [Get("?command=listShelves")]
    [Obsolete("Use ListRacks.")]
    PagedQuery<Shelf> ListShelves(string room);
}
