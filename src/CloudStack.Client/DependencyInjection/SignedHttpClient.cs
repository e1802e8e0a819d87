namespace CloudStack.Client.DependencyInjection;

/// <summary>Registered once for each HTTP client whose requests are ours to sign.</summary>
/// <param name="Name">The name of the HTTP client.</param>
/// <param name="OptionsName">The name of the options that say how it connects; null for the factory's, which serves many.</param>
internal sealed record SignedHttpClient(string Name, string? OptionsName);
