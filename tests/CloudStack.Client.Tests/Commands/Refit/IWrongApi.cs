using CloudStack.Client.Models;
using Refit;

namespace CloudStack.Client.Tests.Commands;

#pragma warning disable CSC021, CSC022 // The error is still reported at run time if the checks are turned off.

/// <summary>Methods whose return type doesn't match their request.</summary>
public interface IWrongApi
{
    [Post("?command=makeThing")]
    internal Task<JobHandle<Volume>> MakeOtherAsync([Body] MakeThingRequest request);

    [Post("?command=makeThing")]
    internal Task<Volume> MakeObjectAsync([Body] MakeThingRequest request);

    [Post("?command=makeThing")]
    internal Task<string> MakeTextAsync([Body] MakeThingRequest request);

    [Post("?command=makeThing")]
    internal Task<ApiResponse<Volume>> MakeResponseAsync([Body] MakeThingRequest request);
}
