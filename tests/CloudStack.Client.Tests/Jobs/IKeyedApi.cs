using CloudStack.Client.Models;
using Refit;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>A job whose declaration names the key of its result.</summary>
internal interface IKeyedApi
{
    [Post("?command=keyedThing"), Command("keyedThing", CommandKind.Job, ResultKey = "virtualmachine")]
    Task<JobHandle<VirtualMachine>> KeyedThingAsync(CancellationToken cancellationToken = default);
}
