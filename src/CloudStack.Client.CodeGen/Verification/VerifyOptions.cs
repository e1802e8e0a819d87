namespace CloudStack.Client.CodeGen.Verification;

/// <summary>The limits of a check.</summary>
internal sealed record VerifyOptions
{
    /// <summary>The number of pages to read of a long list.</summary>
    public int Pages { get; init; } = 3;

    public int PageSize { get; init; } = 100;

    /// <summary>The number of requests after which no further command is called.</summary>
    public int MostRequests { get; init; } = 2000;

    /// <summary>The time after which no further command is called.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(15);
}
