namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>A signed request, as sent to a real server.</summary>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Secret">The secret key, of a server that no longer exists.</param>
/// <param name="Pairs">The parameters in the order sent.</param>
/// <param name="Canonical">The string that was signed.</param>
/// <param name="Signature">Its signature.</param>
public sealed record SigningVector(int Line, string Secret, IReadOnlyList<KeyValuePair<string, string>> Pairs, string Canonical, string Signature);
