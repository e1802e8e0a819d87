namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>The shape that one source file is generated from.</summary>
internal interface IShape
{
    TypeShell Shell { get; }

    /// <summary>Distinguishes the files of one type.</summary>
    string Suffix { get; }
}
