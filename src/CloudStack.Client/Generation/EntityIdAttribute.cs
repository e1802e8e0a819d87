namespace CloudStack.Client;

/// <summary>
/// Says that a text in a request is the id of an entity although its name does not end in <c>Id</c> or <c>Ids</c>. A request
/// with an empty id is refused before it is sent.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EntityIdAttribute : Attribute;
