using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace CloudStack.Client.Pipeline;

/// <summary>Cancels an exchange that takes too long.</summary>
internal sealed class TimeoutHandler : DelegatingHandler
{
    private readonly ILogger _logger;
    private readonly ResilienceRunner _runner;
    private readonly ResiliencePipeline _timeout;

    public TimeoutHandler(TimeSpan read, TimeSpan write, TimeProvider timeProvider, ILogger logger)
    {
        _logger = logger;
        _runner = new ResilienceRunner(base.SendAsync);
        _timeout = new ResiliencePipelineBuilder { TimeProvider = timeProvider }
            .AddTimeout(new TimeoutStrategyOptions
            {
                TimeoutGenerator = arguments => new ValueTask<TimeSpan>(LimitOf(ResilienceRunner.RequestOf(arguments.Context), read, write)),
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CommandContext context = (CommandContext)request;
        Outcome<HttpResponseMessage> outcome = await _runner.RunAsync(_timeout, request, cancellationToken).ConfigureAwait(false);
        if (outcome.Exception is not TimeoutRejectedException e)
        {
            outcome.ThrowIfException();
            return outcome.Result!;
        }

        CloudStackTransportException failure = new(
            FormattableString.Invariant($"{context.Command} got no response within {e.Timeout.TotalSeconds:0.###} s."), context.Command, isTransient: true)
        {
            NothingSent = context.Attempt is not { WasSent: true },
            TimedOut = true,
        };
        Log.Failed(_logger, context.Command, failure.Message);
        return new CommandResponse(context, failure);
    }

    private static TimeSpan LimitOf(HttpRequestMessage request, TimeSpan read, TimeSpan write) => (CommandContext)request switch
    {
        { Limit: TimeLimit.Write } => write,
        { PollLimit: { } poll } when poll < read => poll,
        _ => read,
    };
}
