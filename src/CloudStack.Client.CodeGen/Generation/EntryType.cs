namespace CloudStack.Client.CodeGen.Generation;

/// <summary>The class of one record of a map parameter.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Keys">The entries that the server reads, in their original case.</param>
/// <param name="IsOpen">Whether it also reads others.</param>
internal sealed record EntryType(string Name, IReadOnlyList<string> Keys, bool IsOpen)
{
    /// <summary>Identical for parameters with the same records.</summary>
    public string Signature => string.Join(',', Keys) + (IsOpen ? ",*" : "");
}
