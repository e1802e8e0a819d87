namespace CloudStack.Client.Tests.Commands;

/// <summary>One command for each way in which a declaration says where its answer stands.</summary>
[CloudStackApi]
internal interface IThingApi
{
    [Command("getThing", CommandKind.Read)]
    Task<Thing> GetThingAsync(CancellationToken cancellationToken = default);

    [Command("getChosenThing", CommandKind.Read, ResultKey = "chosen")]
    Task<Thing> GetChosenThingAsync(CancellationToken cancellationToken = default);

    [Command("getFlatThing", CommandKind.Read, Flat = true)]
    Task<Thing> GetFlatThingAsync(CancellationToken cancellationToken = default);

    [Command("listChosenThings", CommandKind.Read, ResultKey = "chosen", Paged = false)]
    Task<IReadOnlyList<Thing>> ListChosenThingsAsync(CancellationToken cancellationToken = default);

    [Command("getSecretThing", CommandKind.Read, SensitiveResponse = true)]
    Task<Thing> GetSecretThingAsync(CancellationToken cancellationToken = default);
}
