namespace CloudStack.Client.ReplayTests.Catalog;

/// <param name="Name">The name on the wire.</param>
/// <param name="Pascal">The name of the property.</param>
/// <param name="Type">Parts separated by colons, read from left to right.</param>
/// <param name="Element">The type of the items, if a list is wrapped in its own object.</param>
/// <param name="NonNull">Whether the value is an empty string if nothing was sent.</param>
internal sealed record FieldFacts(string Name, string Pascal, string Type, string? Element, bool NonNull = false);
