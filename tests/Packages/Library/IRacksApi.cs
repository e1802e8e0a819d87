using CloudStack.Client;

namespace Library;

[CloudStackApi]
public interface IRacksApi
{
    [Command("listRacks", CommandKind.Read)]
    PagedQuery<Rack> ListRacks();
}
