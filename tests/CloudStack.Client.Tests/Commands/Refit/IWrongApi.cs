using CloudStack.Client.Models;
using Refit;

namespace CloudStack.Client.Tests.Commands;

#pragma warning disable CSC021, CSC022 // Whoever turns the checks off is still told what has happened.

/// <summary>Methods that return something else than their request says.</summary>
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
