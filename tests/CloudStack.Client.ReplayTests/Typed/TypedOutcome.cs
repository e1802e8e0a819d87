namespace CloudStack.Client.ReplayTests.Typed;

/// <summary>What a typed method returned, whatever its return type.</summary>
/// <param name="Value">The object, or the value of a job; null for none.</param>
/// <param name="Items">The items of a list, including a job's; null for none.</param>
/// <param name="Count">The server's count of a page.</param>
/// <param name="Handle">The handle of a job.</param>
/// <param name="Result">How the job ended; null without a wait.</param>
internal sealed record TypedOutcome(
    object? Value = null,
    IReadOnlyList<object>? Items = null,
    int? Count = null,
    JobHandle? Handle = null,
    JobResult? Result = null);
