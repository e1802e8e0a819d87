using Refit;

namespace CloudStack.Client.Tests.Commands;

/// <summary>One command for each way to declare where the response contains the result.</summary>
internal interface IThingApi
{
    [Get("?command=getThing")]
    Task<Thing> GetThingAsync(CancellationToken cancellationToken = default);

    [Get("?command=getChosenThing"), Command("getChosenThing", CommandKind.Read, ResultKey = "chosen")]
    Task<Thing> GetChosenThingAsync(CancellationToken cancellationToken = default);

    [Get("?command=getFlatThing"), Command("getFlatThing", CommandKind.Read, Flat = true)]
    Task<Thing> GetFlatThingAsync(CancellationToken cancellationToken = default);

    [Get("?command=listChosenThings"), Command("listChosenThings", CommandKind.Read, ResultKey = "chosen")]
    Task<IReadOnlyList<Thing>> ListChosenThingsAsync(CancellationToken cancellationToken = default);

    [Get("?command=listThings"), Command("listThings", CommandKind.Read, ResultKey = "chosen")]
    PagedQuery<Thing> ListThings();

    [Post("?command=updateThing")]
    Task UpdateThingAsync(CancellationToken cancellationToken = default);

    [Get("?command=getSecretThing"), Command("getSecretThing", CommandKind.Read, SensitiveResponse = true)]
    Task<Thing> GetSecretThingAsync(CancellationToken cancellationToken = default);
}
