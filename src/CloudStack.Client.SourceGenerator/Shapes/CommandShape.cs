namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>Describes a command.</summary>
/// <param name="Name">The value of the <c>command</c> parameter.</param>
/// <param name="Kind">The member of <c>CommandKind</c>.</param>
/// <param name="Settings">Assignments of descriptor properties that don't have their default values.</param>
internal sealed record CommandShape(string Name, string Kind, EquatableArray<string> Settings);
