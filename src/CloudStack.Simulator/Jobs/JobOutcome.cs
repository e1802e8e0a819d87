namespace CloudStack.Simulator;

/// <summary>Writes the end of a job into its row.</summary>
internal static class JobOutcome
{
    public static void Apply(Job job, JobEnding ending)
    {
        switch (ending.Kind)
        {
            case JobEndingKind.Failure:
                job.Work.Fail?.Invoke();
                Set(job, 2, ending.Code, Error(ending.Code, ending.Text));
                break;
            case JobEndingKind.FailureWithoutResult:
                job.Work.Fail?.Invoke();
                Set(job, 2, ending.Code, null);
                break;
            case JobEndingKind.Restart:
                (job.Work.Abandon ?? job.Work.Fail)?.Invoke();
                Set(job, 2, ending.Code, null);
                break;
            case JobEndingKind.OtherStatus:
                job.Work.Fail?.Invoke();
                Set(job, ending.Code, 530, Error(530, "Command failed due to Internal Server Error"));
                break;
            case JobEndingKind.SuccessFalse:
                job.Work.Fail?.Invoke();
                Set(job, 1, 0, new ApiObject { { "success", false } });
                break;
            default:
                Succeed(job, ending);
                break;
        }
    }

    private static void Succeed(Job job, JobEnding ending)
    {
        ApiObject? result;
        try
        {
            result = job.Work.Complete?.Invoke();
        }
#pragma warning disable CA1031 // As on a real server, whatever goes wrong in a job becomes its error.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Apply(job, e.Message.Length > 0 ? JobEnding.Failure(530, e.Message) : JobEnding.Failure());
            return;
        }

        Set(job, 1, 0, Shape(job, ending, result));
        job.IsUnreadable = ending.Kind == JobEndingKind.Unreadable;
    }

    private static ApiObject? Shape(Job job, JobEnding ending, ApiObject? result)
    {
        ApiObject content = result ?? [];
        return ending.Kind switch
        {
            JobEndingKind.SuccessWithoutResult => null,
            JobEndingKind.SuccessWithNullKey => new ApiObject { { "null", content } },
            JobEndingKind.SuccessWithResponses => new ApiObject { { "null", new ApiObject { { "responses", new[] { AsDoubles(content) } } } } },
            JobEndingKind.SuccessWithDetails => new ApiObject { { "success", true }, { "details", ending.Text } },
            _ => Standard(job.Command, result),
        };
    }

    private static ApiObject? Standard(CommandInfo command, ApiObject? result)
    {
        if (command.Result == "success")
        {
            return new ApiObject { { "success", true } };
        }

        if (result is null)
        {
            return null;
        }

        return command.HasListResult
            ? new ApiObject { { command.JobResultKey ?? "null", new ApiObject { { "responses", new[] { AsDoubles(result) } } } } }
            : new ApiObject { { command.JobResultKey ?? command.ObjectName ?? "null", result } };
    }

    // In the job table, the class of list elements is lost, and with it the integer type.
    private static ApiObject AsDoubles(ApiObject value)
    {
        var copy = new ApiObject();
        foreach ((string name, object field) in value)
        {
            copy.Add(name, field switch
            {
                int i => (double)i,
                long l => (double)l,
                ApiObject o => AsDoubles(o),
                _ => field,
            });
        }

        return copy;
    }

    private static ApiObject Error(int code, string? text) => new() { { "errorcode", code }, { "errortext", text } };

    private static void Set(Job job, int status, int code, ApiObject? result)
    {
        job.Status = status;
        job.ResultCode = code;
        job.Result = result;
    }
}
