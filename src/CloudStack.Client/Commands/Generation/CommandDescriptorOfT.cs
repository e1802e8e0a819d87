using System.ComponentModel;

namespace CloudStack.Client.Generation;

/// <summary>A command whose result has a type.</summary>
/// <typeparam name="T">The type of the answer, of one item of a list, or of the job's result.</typeparam>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class CommandDescriptor<T> : CommandDescriptor
    where T : class, ICloudStackModel<T>
{
    /// <summary>Describes a command.</summary>
    /// <param name="name">The value of the <c>command</c> parameter.</param>
    /// <param name="kind">What the command does to the cloud.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public CommandDescriptor(string name, CommandKind kind)
        : base(name, kind)
    {
    }
}
