namespace CloudStack.Simulator;

/// <summary>Any object that has an id and can be listed.</summary>
internal sealed class Entity(string kind, string id, long number, Account? owner, ApiObject fields)
{
    /// <summary>The class of the responses that show it, such as <c>UserVmResponse</c>.</summary>
    public string Kind { get; } = kind;

    public string Id { get; } = id;

    /// <summary>The internal id, which older parameters also accept.</summary>
    public long Number { get; } = number;

    /// <summary>The owner; null for objects that all accounts may use.</summary>
    public Account? Owner { get; } = owner;

    public ApiObject Fields { get; } = fields;

    /// <summary>Whether the object was removed. Removed objects are not listed, but their ids are still known.</summary>
    public bool IsRemoved { get; set; }

    /// <summary>When the operations queued for this object, which run one after the other, will be complete.</summary>
    public DateTimeOffset? BusyUntil { get; set; }

    /// <summary>When the machine was last started; null while it isn't running.</summary>
    public DateTimeOffset? RunningSince { get; set; }

    /// <summary>Whether the machine has run long enough for the server to measure it. It shows measurements from then on.</summary>
    public bool IsMeasured { get; set; }

    /// <summary>Whether the machine was stopped and is therefore unplugged.</summary>
    public bool IsUnplugged { get; set; }

    public List<Entity> Tags { get; } = [];

    public string? Name => Fields.Text("name");
}
