using CloudStack.Client;
using Refit;

namespace App.Tests;

internal interface ITestedRacksApi
{
    [Get("?command=listRacks")]
    PagedQuery<Rack> ListRacks([Body] ListRacksRequest request);

    [Get("?command=listRooms")]
    PagedQuery<Room> ListRooms(string? name = null);
}
