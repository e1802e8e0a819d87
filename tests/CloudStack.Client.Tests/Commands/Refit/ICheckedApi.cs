using Refit;

namespace CloudStack.Client.Tests.Commands;

/// <summary>A method for each return type, all with request classes.</summary>
internal interface ICheckedApi
{
    [Get("?command=getThing")]
    Task<Thing> GetThingAsync([Body] GetThingRequest request, CancellationToken cancellationToken = default);

    [Get("?command=getThing")]
#pragma warning disable CSC022 // The same call with Refit's response around the result.
    Task<ApiResponse<Thing>> GetThingWithResponseAsync([Body] GetThingRequest request, CancellationToken cancellationToken = default);
#pragma warning restore CSC022

    [Post("?command=updateThing")]
    Task<Thing> UpdateThingAsync([Body] UpdateThingRequest request, CancellationToken cancellationToken = default);

    [Post("?command=registerThings")]
    Task<IReadOnlyList<Thing>> RegisterThingsAsync([Body] RegisterThingsRequest request, CancellationToken cancellationToken = default);

    [Post("?command=lockThing")]
    Task LockThingAsync([Body] LockThingRequest request, CancellationToken cancellationToken = default);

    [Post("?command=makeThing")]
    Task<JobHandle<Thing>> MakeThingAsync([Body] MakeThingRequest request, CancellationToken cancellationToken = default);

    [Post("?command=makeThing")]
#pragma warning disable CSC022
    Task<JobHandle<Thing>> MakeThingIfAsync([Body] MakeThingRequest request, [AliasAs("condition")] string? when, CancellationToken cancellationToken = default);
#pragma warning restore CSC022

    [Post("?command=dropThing")]
    Task<JobHandle> DropThingAsync([Body] DropThingRequest request, CancellationToken cancellationToken = default);

    [Get("?command=listThings")]
    PagedQuery<Thing> ListThings([Body] ListThingsRequest request);
}
