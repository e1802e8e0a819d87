namespace CloudStack.Client.DependencyInjection;

/// <summary>Registered once for each HTTP client whose requests are ours to sign.</summary>
internal sealed record SignedHttpClient(string Name);
