namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>How a property of a request, or of a record in it, is written.</summary>
internal enum ParameterForm
{
    /// <summary>A single value that may be a secret.</summary>
    Value,

    /// <summary>The id of an entity, which is never empty.</summary>
    Id,

    /// <summary>A boolean, which is never a secret.</summary>
    Flag,

    /// <summary>One comma-separated value.</summary>
    List,

    /// <summary>Ids of entities as one comma-separated value; none of them is empty.</summary>
    IdList,

    /// <summary>A map from names to strings.</summary>
    Map,

    /// <summary>A list of objects with fixed entries.</summary>
    Records,

    /// <summary>A list of maps.</summary>
    OpenRecords,
}
