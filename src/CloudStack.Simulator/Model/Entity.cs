namespace CloudStack.Simulator;

/// <summary>Anything that has an id and can be listed.</summary>
internal sealed class Entity(string kind, string id, long number, Account? owner, ApiObject fields)
{
    /// <summary>The class of the answers that show it, such as <c>UserVmResponse</c>.</summary>
    public string Kind { get; } = kind;

    public string Id { get; } = id;

    /// <summary>The internal id, which old parameters accept as well.</summary>
    public long Number { get; } = number;

    /// <summary>Null for what everybody may use.</summary>
    public Account? Owner { get; } = owner;

    public ApiObject Fields { get; } = fields;

    /// <summary>Removed ones are not listed, but their ids are still known.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>When the operations that were queued for this object are over; they run one after the other.</summary>
    public DateTimeOffset? BusyUntil { get; set; }

    /// <summary>Since when a machine has been running; null while it is not.</summary>
    public DateTimeOffset? RunningSince { get; set; }

    /// <summary>A machine that ran long enough for the server to measure it shows figures from then on.</summary>
    public bool IsMeasured { get; set; }

    /// <summary>A machine that was stopped, and so is plugged into nothing.</summary>
    public bool IsUnplugged { get; set; }

    public List<Entity> Tags { get; } = [];

    public string? Name => Fields.Text("name");
}
