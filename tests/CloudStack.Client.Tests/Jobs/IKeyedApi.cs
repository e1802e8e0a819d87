using CloudStack.Client.Models;
using Refit;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>A job whose declaration says under which key its result stands.</summary>
internal interface IKeyedApi
{
    [Post("?command=keyedThing"), Command("keyedThing", CommandKind.Job, ResultKey = "virtualmachine")]
    Task<JobHandle<VirtualMachine>> KeyedThingAsync(CancellationToken cancellationToken = default);
}
