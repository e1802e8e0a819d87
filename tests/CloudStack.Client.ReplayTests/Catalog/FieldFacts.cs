namespace CloudStack.Client.ReplayTests.Catalog;

/// <param name="Name">The name on the wire.</param>
/// <param name="Pascal">The name of the property.</param>
/// <param name="Type">Read from left to right at the colons.</param>
/// <param name="Element">The type of the items, where a list travels inside an object of its own.</param>
/// <param name="NonNull">Whether what was not sent is the empty text.</param>
internal sealed record FieldFacts(string Name, string Pascal, string Type, string? Element, bool NonNull = false);
