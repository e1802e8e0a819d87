using System.Text;
using System.Text.RegularExpressions;

namespace CloudStack.Simulator;

// From request to answer.
public sealed partial class SimulatorEngine
{
    private const int LongestHead = 8192;
    private const int LongestForm = 1_048_576;
    private const int MostFormNames = 5000;
    private const string MaintenanceText = "Maintenance or Shutdown has been initiated on this management server. Can not accept new jobs";

    /// <summary>
    /// Answers a request, and executes its command unless a fault or a refusal prevents it. Never throws because of the request's
    /// content. The response to <c>executeWebhookDelivery</c>, the only command that must wait for another server, doesn't contain
    /// the outcome of the delivery; <see cref="SimulatorHandler"/> and <see cref="SimulatorServer"/> wait for it.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <returns>The response, and what happens to it on its way to the caller.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is null.</exception>
    public SimulatorAnswer Handle(SimulatorRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        Interlocked.Increment(ref _requestCount);
        if (Refuse(request) is { } page)
        {
            Log(request, null, null, page.Status, false, null);
            return page;
        }

        RequestParameters parameters;
        try
        {
            parameters = new RequestParameters(request.Query, request.Form);
        }
        catch (MalformedRequestException e)
        {
            SimulatorAnswer answer = HtmlPages.NotFound(request.Path, e.Message);
            Log(request, null, null, answer.Status, false, null);
            return answer;
        }

        SimulatorAnswer result;
        lock (_sync)
        {
            _cloud.Jobs.Settle(_cloud.Now);
            result = Answer(request, parameters);
            ArmEvents();
        }

        _events.Flush(_sync);
        return result;
    }

    // Requests that the container refuses before the API receives them.
    private static SimulatorAnswer? Refuse(SimulatorRequest request)
    {
        if (request.Path != "/client/api" && !request.Path.StartsWith("/client/api/", StringComparison.Ordinal))
        {
            return HtmlPages.NotFound(request.Path, "Not Found");
        }

        if (request.Path.Length + request.Query.Length + request.Method.Length > LongestHead)
        {
            return HtmlPages.UriTooLong();
        }

        return request.Method switch
        {
            "PUT" or "DELETE" => new SimulatorAnswer { Status = 405 },
            "OPTIONS" => new SimulatorAnswer { Status = 200, Headers = [new("Allow", "GET, HEAD, POST, TRACE, OPTIONS")] },
            "GET" or "HEAD" or "POST" => Encoding.UTF8.GetByteCount(request.Form) > LongestForm
                ? HtmlPages.NotFound(request.Path, "Unable to parse form content")
                : request.Form.AsSpan().Count('&') >= MostFormNames
                    ? HtmlPages.NotFound(request.Path, "Unable to parse form content")
                    : null,
            _ => new SimulatorAnswer { Status = 501 },
        };
    }

    private SimulatorAnswer Answer(SimulatorRequest request, RequestParameters parameters)
    {
        var entry = new RequestLogEntry(_cloud.Now, request.Method, parameters.Command, parameters.Sent, null, 0, false, null);
        List<Fault> faults = Faults.Take(entry);
        Fault? terminal = faults.FirstOrDefault(static f => f.IsTerminal);
        bool executes = terminal is null or { HappensAfter: true };
        CommandInfo? command = parameters.Command is { } name ? _cloud.Catalog.Find(SessionCommands.Find(name) ?? name) : null;
        string envelope = command?.Envelope ?? (parameters.Command is null ? "null" : "errorresponse");
        var outcome = new ExchangeOutcome(parameters.WantsJson, envelope);
        if (executes)
        {
            Execute(request, parameters, command, faults, outcome);
        }

        var writer = new AnswerWriter(Options, _cloud.Now);
        SimulatorAnswer answer;
        try
        {
            answer = terminal is null ? writer.Write(outcome, faults) : writer.Write(outcome, terminal, parameters);
            if (terminal is null && outcome.Later is { } later)
            {
                answer = answer with { Finish = () => FinishAsync(outcome, later, faults) };
            }
        }
        catch (ApiError e)
        {
            // The response couldn't be written; the command's changes remain.
            outcome.Refuse(e);
            answer = writer.Write(outcome, faults);
        }

        if (outcome.WasExecuted && command is { IsRead: false })
        {
            CountExecution(parameters);
        }

        Log(request, parameters, outcome.User, answer.Status, outcome.WasExecuted, faults.Count > 0 ? terminal ?? faults[0] : null);
        return request.Method == "HEAD" ? answer with { Body = default } : answer;
    }

    private void Execute(SimulatorRequest request, RequestParameters parameters, CommandInfo? command, List<Fault> faults, ExchangeOutcome outcome)
    {
        try
        {
            if (Options.EnforcePost && request.Method != "POST" && command is { AllowsGet: false } && !ReadingName().IsMatch(command.LowerName))
            {
                throw new ApiError(400, $"State changing command {command.Name} needs to be sent using POST request");
            }

            if (SessionCommands.Find(parameters.Command) is { } sessionCommand)
            {
                SessionCommands.Execute(_cloud, sessionCommand, request, parameters, outcome);
                return;
            }

            Session? session = _cloud.Sessions.Find(request.Cookies);
            outcome.User = session is null
                ? Authenticator.Authenticate(_cloud, parameters, command)
                : Authenticator.Authenticate(_cloud, session, request, parameters, command);
            parameters.RefuseControlCharacters();
            parameters.Unpack();
            var context = new CommandContext(_cloud, command!, outcome.User, parameters, faults, session) { Method = request.Method };
            if (command!.IsAsync && _cloud.InMaintenance)
            {
                throw new ApiError(503, MaintenanceText);
            }

            CommandAnswer answer = Run(context);
            outcome.Content = answer.Work is null ? _cloud.Catalog.Changed(command.Name, answer.Content) : Submit(context, answer.Work);
            outcome.Later = answer.Later;
            outcome.IsEmpty = outcome.Content is null;
            outcome.WasExecuted = true;
        }
        catch (ApiError e)
        {
            bool isHidden = e.Code is 530 or 533 or 534 && outcome.User is { Role: not SimulatorRole.RootAdmin };
            outcome.Refuse(isHidden
                ? new ApiError(e.Code, "Internal error executing command, please contact your system administrator", e.ClassCode, e.Envelope)
                : e);
        }
    }

    private static CommandAnswer Run(CommandContext context)
    {
        // Without a session, there is no second factor to check, and the server sends an empty response, whatever was sent.
        if (context is { Session: null, Command.Name: TwoFactor.ValidateCommand })
        {
            return CommandAnswer.Nothing;
        }

        ParameterBinder.Bind(context);
        return CommandTable.Execute(context);
    }

    private async Task<SimulatorAnswer> FinishAsync(ExchangeOutcome outcome, Func<Task<ApiObject>> later, List<Fault> faults)
    {
        outcome.Content = await later().ConfigureAwait(false);
        return new AnswerWriter(Options, Clock.GetUtcNow()).Write(outcome, faults);
    }

    private ApiObject Submit(CommandContext context, JobWork work)
    {
        string? customId = context.Text("customjobid");
        if (context.Has(FaultKind.IgnoreCustomJobId))
        {
            customId = null;
        }

        // At this point, a create command has already created its object: a refused duplicate leaves it behind.
        if (customId is not null)
        {
            _cloud.Jobs.CheckCustomId(customId, context.IsRoot);
        }

        var asked = new SimulatedJobContext(context.Command.Name, context.Parameters.Sent, context.Account.Name, _jobRandom);
        JobPlan? plan = _plans.FirstOrDefault(p => p.Command is null || p.Command == context.Command.Name);
        if (plan is not null && --plan.Remaining == 0)
        {
            _plans.Remove(plan);
        }

        TimeSpan duration = plan?.Duration
            ?? Options.JobDurationSelector?.Invoke(asked)
            ?? (Options.JobDurations.TryGetValue(context.Command.Name, out TimeSpan own)
                ? own
                : _recorded?.Next(context.Command.Name) ?? Options.JobDuration);
        JobEnding ending = plan?.Ending ?? Options.JobEndingSelector?.Invoke(asked) ?? JobEnding.Success;
        Job job = _cloud.Jobs.Submit(context, work, customId, duration < TimeSpan.Zero ? TimeSpan.Zero : duration, ending);
        return new ApiObject { { "id", work.CreatedId }, { "jobid", job.Id } };
    }

    private void CountExecution(RequestParameters parameters)
    {
        foreach (string value in parameters.Sent.Values.Distinct(StringComparer.Ordinal))
        {
            _executions[value] = _executions.GetValueOrDefault(value) + 1;
        }
    }

    private void Log(SimulatorRequest request, RequestParameters? parameters, SimulatorUser? user, int status, bool wasExecuted, Fault? fault)
    {
        lock (_sync)
        {
            _log.AddLast(new RequestLogEntry(
                _cloud.Now,
                request.Method,
                parameters?.Command,
                parameters?.Sent ?? new Dictionary<string, string>(),
                user?.AccountName,
                status,
                wasExecuted,
                fault));
            while (_log.Count > Options.RequestLogLimit)
            {
                _log.RemoveFirst();
            }
        }
    }

    [GeneratedRegex(@"^(get|list|query|find)\w+$", RegexOptions.CultureInvariant)]
    private static partial Regex ReadingName();
}
