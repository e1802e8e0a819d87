namespace CloudStack.Client.ReplayTests.Catalog;

internal sealed record ClassFacts(string Name, string Pascal, IReadOnlyList<FieldFacts> Fields);
