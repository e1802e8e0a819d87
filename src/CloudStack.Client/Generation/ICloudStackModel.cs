using System.ComponentModel;

namespace CloudStack.Client.Generation;

/// <summary>A type that can be read from an answer of the server. Implemented by the source generator.</summary>
/// <typeparam name="TSelf">The implementing type.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public interface ICloudStackModel<TSelf>
    where TSelf : class, ICloudStackModel<TSelf>
{
    /// <summary>Reads one object; the reader stands on its opening brace and is left on its closing one.</summary>
    /// <param name="reader">The reader of the answer.</param>
    /// <returns>The object; fields that were not sent are null.</returns>
    static abstract TSelf Read(ref ModelReader reader);
}
