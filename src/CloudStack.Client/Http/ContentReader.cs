using CloudStack.Client.Generation;

namespace CloudStack.Client.Http;

/// <summary>Reads the content of an envelope. Called again from the start if the body had to be repaired.</summary>
/// <param name="reader">Positioned on the first token of the content; left on its last one.</param>
/// <param name="body">The whole body; positions of the reader are positions in it.</param>
/// <param name="context">The call that the response belongs to.</param>
/// <remarks>The results are classes, so that all commands share the same compiled code; each value type would get its own copy.</remarks>
internal delegate TResult ContentReader<out TResult>(ref ModelReader reader, ReadOnlySpan<byte> body, CommandContext context)
    where TResult : class?;
