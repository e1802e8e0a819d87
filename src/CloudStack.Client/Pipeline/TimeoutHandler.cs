using CloudStack.Client.Diagnostics;
using CloudStack.Client.Http;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Timeout;

namespace CloudStack.Client.Pipeline;

/// <summary>Ends an exchange that takes too long.</summary>
internal sealed class TimeoutHandler : DelegatingHandler
{
    private static readonly TimeSpan PollTimeout = TimeSpan.FromSeconds(10);

    private readonly ILogger _logger;
    private readonly ResilienceRunner _runner;
    private readonly ResiliencePipeline _read;
    private readonly ResiliencePipeline _write;
    private readonly ResiliencePipeline _poll;

    public TimeoutHandler(TimeSpan read, TimeSpan write, TimeProvider timeProvider, ILogger logger)
    {
        _logger = logger;
        _runner = new ResilienceRunner(base.SendAsync);
        _read = Create(read, timeProvider);
        _write = Create(write, timeProvider);
        _poll = Create(read < PollTimeout ? read : PollTimeout, timeProvider);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        CommandContext context = (CommandContext)request;
        ResiliencePipeline timeout = context.Limit switch
        {
            TimeLimit.Poll => _poll,
            TimeLimit.Write => _write,
            _ => _read,
        };
        Outcome<HttpResponseMessage> outcome = await _runner.RunAsync(timeout, request, cancellationToken).ConfigureAwait(false);
        if (outcome.Exception is not TimeoutRejectedException e)
        {
            outcome.ThrowIfException();
            return outcome.Result!;
        }

        CloudStackTransportException failure = new(
            FormattableString.Invariant($"{context.Command} was not answered within {e.Timeout.TotalSeconds:0.###} s."), context.Command, isTransient: true)
        {
            NothingSent = context.Attempt is not { WasSent: true },
        };
        Log.Failed(_logger, context.Command, failure.Message);
        return new CommandResponse(context, failure);
    }

    private static ResiliencePipeline Create(TimeSpan timeout, TimeProvider timeProvider) =>
        new ResiliencePipelineBuilder { TimeProvider = timeProvider }.AddTimeout(new TimeoutStrategyOptions { Timeout = timeout }).Build();
}
