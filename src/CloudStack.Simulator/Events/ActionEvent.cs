using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>An event for webhooks: a command was accepted, has started, or is complete.</summary>
internal sealed record ActionEvent(string Id, string Type, string Body, Account Account)
{
    private static readonly Dictionary<string, (string Scheduled, string Doing)> Texts = new(StringComparer.Ordinal)
    {
        ["deployVirtualMachine"] = ("starting Instance with ID: {0}", "deploying Vm. Instance ID: {0}"),
        ["startVirtualMachine"] = ("starting User Instance with ID: {0}", "starting Vm. Instance ID: {0}"),
        ["stopVirtualMachine"] = ("stopping User Instance with ID: {0}", "stopping Vm. Instance ID: {0}"),
        ["rebootVirtualMachine"] = ("rebooting User Instance with ID: {0}", "rebooting Vm. Instance ID: {0}"),
        ["destroyVirtualMachine"] = ("destroying Instance with ID: {0}", "destroying Vm. Instance ID: {0}"),
        ["createTags"] = ("creating resource tag(s)", "creating resource tags"),
        ["createAffinityGroup"] = ("creating Affinity Group", "creating Affinity Group"),
    };

    public static ActionEvent Of(Cloud cloud, Job job, ActionStatus status, DateTimeOffset at, bool succeeds)
    {
        (string scheduled, string doing) = Texts.TryGetValue(job.Command.Name, out (string, string) known)
            ? known
            : ("executing " + job.Command.Name, "executing " + job.Command.Name);
        string instance = job.Work.Target?.Id ?? string.Empty;
        string text = string.Format(CultureInfo.InvariantCulture, status == ActionStatus.Scheduled ? scheduled : doing, instance);
        string? entity = job.Work.Target is null ? null : job.Work.InstanceType;
        string type = job.Command.EventType ?? "unknown";
        DateTimeOffset local = at.ToOffset(cloud.Options.TimeZoneOffset);
        var body = new ApiObject
        {
            { "eventDateTime", string.Create(CultureInfo.InvariantCulture, $"{local:yyyy-MM-dd HH:mm:ss} {Offset(local)}") },
            { "entityuuid", entity is null ? null : instance },
            {
                "description", status switch
                {
                    ActionStatus.Created => "Successfully created entity for " + text,
                    ActionStatus.Completed => (succeeds ? "Successfully completed " : "Error while ") + text,
                    _ => char.ToUpperInvariant(text[0]) + text[1..],
                }
            },
            { "event", type },
            { "user", job.User.Id },
            { "account", job.User.AccountId },
            { "entity", entity ?? "None" },
            { "status", status.ToString() },
        };
        if (entity is not null)
        {
            body[entity] = instance;
        }

        return new ActionEvent(cloud.NewEventId(), type, StrictJson.Write(body, cloud.Options.TimeZoneOffset), job.User.Account);
    }

    private static string Offset(DateTimeOffset date) => string.Create(
        CultureInfo.InvariantCulture, $"{(date.Offset < TimeSpan.Zero ? '-' : '+')}{Math.Abs(date.Offset.Hours):00}{Math.Abs(date.Offset.Minutes):00}");
}
