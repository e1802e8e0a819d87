namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>Something that one source file is generated from.</summary>
internal interface IShape
{
    TypeShell Shell { get; }

    /// <summary>Tells the files of one type apart.</summary>
    string Suffix { get; }
}
