using System.Diagnostics;
using CloudStack.Client.Jobs;

namespace CloudStack.Client.Diagnostics;

/// <summary>
/// The client's activities, following OpenTelemetry's conventions for remote calls. Attributes that samplers use are set at the
/// start.
/// </summary>
internal static class Tracing
{
    private static readonly ActivitySource Source = new(CloudStackTelemetry.ActivitySourceName, Metrics.Version);

    // Has the same name as HttpClient's own source, and so shows whether that one has listeners.
    private static readonly ActivitySource Http = new("System.Net.Http");

    /// <summary>Whether HTTP is traced.</summary>
    public static bool IsHttpTraced => Http.HasListeners();

    /// <summary>Whether there is a listener.</summary>
    public static bool IsWanted => Source.HasListeners();

    /// <summary>
    /// Starts an activity that isn't recorded. The activities that HttpClient starts are its children, which parent-based samplers
    /// leave out. Without it, each would be a separate trace.
    /// </summary>
    public static Activity StartQuiet() => new Activity("poll").SetIdFormat(ActivityIdFormat.W3C).Start();

    /// <summary>Starts the activity of a call; null if there is no listener.</summary>
    public static Activity? StartCall(string command, ClientIdentity client)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        TagList tags = new()
        {
            { Tags.System, Tags.SystemName },
            { Tags.Method, command },
            { Tags.ServerAddress, client.Host },
            { Tags.ServerPort, client.Port },
        };
        AddName(ref tags, client);
        return Source.StartActivity(command, ActivityKind.Client, parentContext: default, tags);
    }

    public static void EndCall(Activity activity, int attempts, Exception? failure)
    {
        activity.SetTag(Tags.Attempts, attempts);
        if (failure is CloudStackApiException { ErrorCode: int code })
        {
            activity.SetTag(Tags.StatusCode, Tags.Code(code));
        }

        Fail(activity, failure);
    }

    public static void AddJob(Activity activity, string jobId, string? resourceId)
    {
        activity.SetTag(Tags.JobId, jobId);
        if (resourceId is not null)
        {
            activity.SetTag(Tags.ResourceId, resourceId);
        }
    }

    /// <summary>
    /// Starts the activity of a wait; null if there is no listener. It links to the submission instead of being its child, because
    /// it may start long afterwards, and several times.
    /// </summary>
    public static Activity? StartWait(JobIdentity job, ClientIdentity client)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        TagList tags = new() { { Tags.JobId, job.Id }, { Tags.ServerAddress, client.Host }, { Tags.ServerPort, client.Port } };
        AddName(ref tags, client);
        ActivityLink[]? links = job.SubmitContext == default ? null : [new ActivityLink(job.SubmitContext)];
        return Source.StartActivity(job.Command.Length == 0 ? "wait" : $"wait {job.Command}", ActivityKind.Internal, parentContext: default, tags, links);
    }

    public static void EndWait(Activity activity, JobCompletion completion)
    {
        activity.SetTag(Tags.JobOutcome, Tags.OutcomeName(completion.Outcome));
        activity.SetTag(Tags.Polls, completion.Polls);
        if (completion is { Outcome: JobOutcome.Failed, Error: { } error })
        {
            activity.SetTag(Tags.ErrorType, Tags.Code(error.ErrorCode));
            activity.SetStatus(ActivityStatusCode.Error, error.Text);
        }
    }

    public static void EndWait(Activity activity, int polls, Exception failure)
    {
        activity.SetTag(Tags.Polls, polls);
        Fail(activity, failure);
    }

    private static void AddName(ref TagList tags, ClientIdentity client)
    {
        if (client.Name is { } name)
        {
            tags.Add(Tags.ClientName, name);
        }
    }

    private static void Fail(Activity activity, Exception? failure)
    {
        if (failure is not null)
        {
            activity.SetTag(Tags.ErrorType, Tags.ErrorTypeOf(failure));
            // The messages of our own exceptions have been scrubbed; others might contain secrets.
            activity.SetStatus(ActivityStatusCode.Error, failure is CloudStackException ? failure.Message : null);
        }
    }
}
