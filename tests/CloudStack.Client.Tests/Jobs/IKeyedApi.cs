using CloudStack.Client.Models;

namespace CloudStack.Client.Tests.Jobs;

/// <summary>A job whose declaration says under which key its result stands.</summary>
[CloudStackApi]
internal interface IKeyedApi
{
    [Command("keyedThing", CommandKind.Job, ResultKey = "virtualmachine")]
    Task<JobHandle<VirtualMachine>> KeyedThingAsync(CancellationToken cancellationToken = default);
}
