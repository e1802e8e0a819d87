using CloudStack.Client;

namespace WrongDeclaration;

[CloudStackApi]
public interface IRacksApi
{
    Task<Rack> MoveRackAsync(CancellationToken cancellationToken = default);
}
