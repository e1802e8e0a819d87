using Polly;

namespace CloudStack.Client.Pipeline;

/// <summary>Sends requests through Polly.</summary>
/// <remarks>
/// Of Polly's methods for running something, this one needs no separate copy of its code for our state type, which would take 30 kB
/// in a native program, and no allocation for the callback.
/// </remarks>
internal sealed class ResilienceRunner
{
    private static readonly ResiliencePropertyKey<HttpRequestMessage> Request = new("request");

    private readonly Func<ResilienceContext, HttpRequestMessage, ValueTask<Outcome<HttpResponseMessage>>> _callback;

    /// <param name="send">Passes a request on to the next handler.</param>
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

    /// <summary>The request that is being sent, for the callbacks of strategies.</summary>
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
