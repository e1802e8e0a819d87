namespace CloudStack.Client;

/// <summary>
/// Marks a string in a request as the id of an entity although its name doesn't end in <c>Id</c> or <c>Ids</c>. A request with an
/// empty id is refused before it is sent.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EntityIdAttribute : Attribute;
