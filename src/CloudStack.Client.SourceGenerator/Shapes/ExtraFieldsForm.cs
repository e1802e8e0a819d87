namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>What happens to fields that a model does not declare.</summary>
internal enum ExtraFieldsForm
{
    /// <summary>The property is generated and filled.</summary>
    Generated,

    /// <summary>The class or a base class has the property; it is filled.</summary>
    Declared,

    /// <summary>The class uses the name for something else; unknown fields are skipped.</summary>
    None,
}
