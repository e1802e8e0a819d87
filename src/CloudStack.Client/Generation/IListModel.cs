namespace CloudStack.Client.Generation;

/// <summary>A model that is itself a list and reads all items, whereas other models read only the first object of a list.</summary>
internal interface IListModel;
