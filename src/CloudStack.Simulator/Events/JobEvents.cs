using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>The event bus messages about a job: when it is accepted, and when its row says that it is complete.</summary>
internal static class JobEvents
{
    public static SimulatorBusMessage Submitted(Cloud cloud, Job job) => Message(cloud, job, "submit");

    public static SimulatorBusMessage Completed(Cloud cloud, Job job) => Message(cloud, job, "complete");

    private static SimulatorBusMessage Message(Cloud cloud, Job job, string type)
    {
        string instanceType = job.Work.Target is null ? "None" : job.Work.InstanceType ?? "None";
        string instance = job.Work.Target is { } target && instanceType != "None" ? target.Id : string.Empty;
        var body = new ApiObject
        {
            { "jobId", job.Id },
            { "status", job.Status switch { 0 => "IN_PROGRESS", 1 => "SUCCEEDED", 3 => "CANCELLED", _ => "FAILED" } },
            { "processStatus", "0" },
            { "resultCode", job.ResultCode.ToString(CultureInfo.InvariantCulture) },
            { "command", JavaNames.Of(job.Command, job.User.Role) },
            { "commandEventType", job.Command.EventType ?? "unknown" },
            { "user", job.User.Id },
            { "account", job.User.AccountId },
            { "instanceType", instanceType },
            { "instanceUuid", instance },
            { "jobResult", job.Status == 0 ? null : Result(job) },
            { "cmdInfo", CommandInfo(job) },
        };
        return new SimulatorBusMessage(
            $"management-server.AsyncJobEvent.{type}.{instanceType}.{(instance.Length > 0 ? instance : "*")}",
            StrictJson.Write(body, cloud.Options.TimeZoneOffset));
    }

    // The flattened result: the object's fields, beside the names of its class and of the object itself.
    private static ApiObject? Result(Job job)
    {
        if (job.Result is not { } result)
        {
            return null;
        }

        if (job.Status != 1)
        {
            return Flat(result, "ExceptionResponse", "null", new ApiObject { { "uuidList", Array.Empty<ApiObject>() } });
        }

        return result.Count == 1 && result.First() is { Value: ApiObject inner, Key: var name }
            ? Flat(inner, job.Command.ResponseClass ?? "SuccessResponse", name, [])
            : Flat(result, "SuccessResponse", "null", []);
    }

    private static ApiObject Flat(ApiObject fields, string responseClass, string name, ApiObject flat)
    {
        foreach ((string field, object value) in fields)
        {
            flat.Add(field, value);
        }

        flat["class"] = JavaNames.OfAnswer(responseClass);
        flat["object"] = name;
        return flat;
    }

    private static ApiObject CommandInfo(Job job)
    {
        var info = new ApiObject();
        foreach ((string name, string value) in job.Parameters)
        {
            info[name] = value;
        }

        info["ctxUserId"] = job.User.Number.ToString(CultureInfo.InvariantCulture);
        info["ctxAccountId"] = job.User.Account.Number.ToString(CultureInfo.InvariantCulture);
        info["ctxStartEventId"] = job.Number.ToString(CultureInfo.InvariantCulture);
        info["cmdEventType"] = job.Command.EventType;
        info["httpmethod"] = job.Method;
        info["uuid"] = job.Work.Target?.Id;
        info["id"] = job.Work.CreatedId is null ? info["id"] : job.Work.Target!.Number.ToString(CultureInfo.InvariantCulture);
        info["ctxDetails"] = new ApiObject();
        return info;
    }
}
