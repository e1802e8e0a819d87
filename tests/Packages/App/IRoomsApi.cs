using CloudStack.Client;
using Refit;

namespace App;

internal interface IRoomsApi
{
    [Get("?command=listRooms")]
    PagedQuery<Room> ListRooms(string? name = null);
}
