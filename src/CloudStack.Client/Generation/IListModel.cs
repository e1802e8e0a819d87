namespace CloudStack.Client.Generation;

/// <summary>A model that is a list itself and takes all of one, where other models are read from its first object.</summary>
internal interface IListModel;
