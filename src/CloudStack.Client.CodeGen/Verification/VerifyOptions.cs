namespace CloudStack.Client.CodeGen.Verification;

/// <summary>How far a check goes.</summary>
internal sealed record VerifyOptions
{
    /// <summary>The pages that are read of a long list.</summary>
    public int Pages { get; init; } = 3;

    public int PageSize { get; init; } = 100;

    /// <summary>The requests after which no further command is called.</summary>
    public int MostRequests { get; init; } = 2000;

    /// <summary>The time after which no further command is called.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(15);
}
