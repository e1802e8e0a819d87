namespace CloudStack.Client.DependencyInjection;

/// <summary>Registered once for each HTTP client whose requests the SDK signs.</summary>
/// <param name="Name">The name of the HTTP client.</param>
/// <param name="OptionsName">The name of its connection options; null for the factory's client, which serves many.</param>
internal sealed record SignedHttpClient(string Name, string? OptionsName);
