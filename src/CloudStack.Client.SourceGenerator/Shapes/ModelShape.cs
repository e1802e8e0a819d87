namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>A model class.</summary>
/// <param name="Shell">Where it belongs.</param>
/// <param name="Self">Its full name.</param>
/// <param name="NeedsConstructor">Whether the public parameterless constructor is generated.</param>
/// <param name="ExtraFields">What happens to unknown fields.</param>
/// <param name="Fields">Its fields in the order of the field table.</param>
internal sealed record ModelShape(
    TypeShell Shell,
    string Self,
    bool NeedsConstructor,
    ExtraFieldsForm ExtraFields,
    EquatableArray<FieldShape> Fields) : IShape
{
    public string Suffix => "Model";
}
