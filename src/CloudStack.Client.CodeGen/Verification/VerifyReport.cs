namespace CloudStack.Client.CodeGen.Verification;

/// <summary>What a check found.</summary>
internal sealed record VerifyReport
{
    public required string? Version { get; init; }

    public required IReadOnlyList<Difference> Differences { get; init; }

    /// <summary>The commands that were offered.</summary>
    public required int Offered { get; init; }

    /// <summary>The commands that answered.</summary>
    public required int Answered { get; init; }

    /// <summary>Read commands that need parameters, so they were not called.</summary>
    public required int NeedParameters { get; init; }

    /// <summary>Commands that answered with an error.</summary>
    public required IReadOnlyList<Refusal> Refused { get; init; }

    /// <summary>Commands that were not called because a limit was reached.</summary>
    public required int NotReached { get; init; }

    public required int Requests { get; init; }

    /// <summary>Whether everything was called that could be.</summary>
    public bool IsComplete => NotReached == 0 && Answered > 0 && Refused.All(refusal => refusal.IsOfApi);

    /// <summary>Whether the account sees all commands; else missing ones tell nothing.</summary>
    public required bool ShowsAll { get; init; }
}
