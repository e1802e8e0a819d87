namespace CloudStack.Client.ReplayTests.Catalog;

internal sealed record GroupFacts(string Name, string ClientProperty);
