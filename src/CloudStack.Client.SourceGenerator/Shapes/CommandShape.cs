namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>How a method sends its command.</summary>
/// <param name="Name">The value of the <c>command</c> parameter.</param>
/// <param name="Kind">The member of <c>CommandKind</c>.</param>
/// <param name="Form">What the method returns.</param>
/// <param name="Result">The model, with its full name; null for forms without one.</param>
/// <param name="Request">The name of the parameter that holds the request; null if there is none.</param>
/// <param name="RequestRequired">Whether null is refused.</param>
/// <param name="Token">The name of the cancellation token; null if there is none.</param>
/// <param name="Settings">Assignments of descriptor properties that are not at their defaults.</param>
internal sealed record CommandShape(
    string Name,
    string Kind,
    ReturnForm Form,
    string? Result,
    string? Request,
    bool RequestRequired,
    string? Token,
    EquatableArray<string> Settings);
