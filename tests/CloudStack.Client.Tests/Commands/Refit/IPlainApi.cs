using Refit;

namespace CloudStack.Client.Tests.Commands;

/// <summary>Methods with individual parameters instead of a request class.</summary>
internal interface IPlainApi
{
    [Get("?command=listThings")]
    PagedQuery<Thing> ListThings(
        string? name = null,
        IReadOnlyList<string>? ids = null,
        int[]? sizes = null,
        bool? listall = null,
        DateTimeOffset? since = null,
        Guid? id = null,
        double? share = null,
        [AliasAs("zoneid")] string? zone = null);

    [Get("?command=listTwice")]
    PagedQuery<Thing> ListTwice([Query(CollectionFormat.Multi)] IReadOnlyList<string> ids);

    [Get("?command=getThing")]
    Task<Thing> GetThingAsync(string id, CancellationToken cancellationToken = default);

    [Post("?command=updateThing")]
    Task<Thing> UpdateThingAsync(string id, [Sensitive] string phrase, CancellationToken cancellationToken = default);

    [Post("?command=registerThings"), Command("registerThings", CommandKind.Write)]
    Task<IReadOnlyList<Thing>> RegisterThingsAsync(string name);

    [Post("?command=lockThing&force=true")]
    Task LockThingAsync(string id);

    [Post("?command=makeThing"), Command("makeThing", CommandKind.CreateJob)]
    Task<JobHandle<Thing>> MakeThingAsync(string name, string? customjobid = null, CancellationToken cancellationToken = default);

    [Post("?command=dropThing")]
    Task<JobHandle> DropThingAsync(string id);
}
