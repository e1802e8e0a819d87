namespace CloudStack.Client.CodeGen.Generation;

/// <summary>The class of one record of a map parameter.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Keys">The entries that the server reads, with their letter case.</param>
/// <param name="IsOpen">Whether it reads others as well.</param>
internal sealed record EntryType(string Name, IReadOnlyList<string> Keys, bool IsOpen)
{
    /// <summary>The same class for parameters whose records are alike.</summary>
    public string Signature => string.Join(',', Keys) + (IsOpen ? ",*" : "");
}
