namespace CloudStack.Client.ReplayTests.Catalog;

/// <summary>One of the response forms of a command that has several.</summary>
internal sealed record AlternativeFacts(string Result, string Response, IReadOnlyList<string> Keys);
