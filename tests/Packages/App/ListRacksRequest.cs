using CloudStack.Client;

namespace App;

/// <summary>The parameters of <c>listRacks</c>.</summary>
[Command("listRacks", CommandKind.Read)]
public sealed partial class ListRacksRequest : QueryRequest<Rack>
{
    /// <summary>Racks of this name.</summary>
    public string? Name { get; init; }

    /// <summary>The former name of the parameter.</summary>
    [Obsolete("Use Name.")]
    public string? Label { get; init; }
}
