using System.Collections.Concurrent;
using System.ComponentModel;

namespace CloudStack.Client.Generation;

/// <summary>
/// The commands of methods that take individual parameters. Generated code registers them when the assembly of an interface is
/// loaded, because Refit passes on only the interface, the method, and the address.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CommandMethods
{
    private static readonly ConcurrentDictionary<Type, Func<string, string, CommandRequest?>> Interfaces = new();

    /// <summary>Registers the methods of an interface.</summary>
    /// <param name="type">The interface.</param>
    /// <param name="find">Returns the command for the names of a method and a command; null if there is none.</param>
    public static void Add(Type type, Func<string, string, CommandRequest?> find) => Interfaces[type] = find;

    internal static CommandRequest? Find(Type type, string method, string command) =>
        Interfaces.TryGetValue(type, out Func<string, string, CommandRequest?>? find) ? find(method, command) : null;
}
