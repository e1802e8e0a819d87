using Polly;

namespace CloudStack.Client.Pipeline;

/// <summary>Sends requests on through Polly.</summary>
/// <remarks>
/// Of Polly's ways to run something this one makes no copy of its code for a state of our own, which would be 30 kB in a native
/// program, and costs no allocation for the callback.
/// </remarks>
internal sealed class ResilienceRunner
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("request");

    private readonly Func<ResilienceContext, HttpRequestMessage, ValueTask<Outcome<HttpResponseMessage>>> _callback;

    /// <param name="send">Sends a request on.</param>
    public ResilienceRunner(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> send) =>
        _callback = async (context, request) =>
        {
            try
            {
                return Outcome.FromResult(await send(request, context.CancellationToken).ConfigureAwait(false));
            }
            catch (Exception e)
            {
                return Outcome.FromException<HttpResponseMessage>(e);
            }
        };

    /// <summary>The request that is being sent, for callbacks of strategies.</summary>
    public static HttpRequestMessage RequestOf(ResilienceContext context) => context.Properties.GetValue(Request, null!);

    public async ValueTask<Outcome<HttpResponseMessage>> RunAsync(ResiliencePipeline pipeline, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(Request, request);
        try
        {
            return await pipeline.ExecuteOutcomeAsync(_callback, context, request).ConfigureAwait(false);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }
}
