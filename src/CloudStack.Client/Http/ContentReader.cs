using CloudStack.Client.Generation;

namespace CloudStack.Client.Http;

/// <summary>Reads what an envelope holds. Called again from the start if the body had to be repaired.</summary>
/// <param name="reader">Stands on the first token of the content, and is left on its last.</param>
/// <param name="body">The whole body; positions of the reader are positions in it.</param>
/// <param name="context">The call that is answered.</param>
/// <remarks>The results are classes, so that one body of code serves all commands: each value type would get copies of its own.</remarks>
internal delegate TResult ContentReader<out TResult>(ref ModelReader reader, ReadOnlySpan<byte> body, CommandContext context)
    where TResult : class?;
