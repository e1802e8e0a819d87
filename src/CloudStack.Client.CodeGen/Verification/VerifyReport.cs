namespace CloudStack.Client.CodeGen.Verification;

/// <summary>The result of a check.</summary>
internal sealed record VerifyReport
{
    public required string? Version { get; init; }

    public required IReadOnlyList<Difference> Differences { get; init; }

    /// <summary>The number of commands that the server offers.</summary>
    public required int Offered { get; init; }

    /// <summary>The number of commands that responded without an error.</summary>
    public required int Answered { get; init; }

    /// <summary>The number of read commands that weren't called because they require parameters.</summary>
    public required int NeedParameters { get; init; }

    /// <summary>The commands that returned an error.</summary>
    public required IReadOnlyList<Refusal> Refused { get; init; }

    /// <summary>The number of commands that weren't called because a limit was reached.</summary>
    public required int NotReached { get; init; }

    public required int Requests { get; init; }

    /// <summary>Whether every possible call was made.</summary>
    public bool IsComplete => NotReached == 0 && Answered > 0 && Refused.All(refusal => refusal.IsOfApi);

    /// <summary>Whether the account can see all commands; otherwise, missing ones mean nothing.</summary>
    public required bool ShowsAll { get; init; }
}
