namespace CloudStack.Client.ReplayTests.Catalog;

/// <summary>One of the ways in which a few commands answer.</summary>
internal sealed record AlternativeFacts(string Result, string Response, IReadOnlyList<string> Keys);
