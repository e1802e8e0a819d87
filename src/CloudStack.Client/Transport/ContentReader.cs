using CloudStack.Client.Generation;

namespace CloudStack.Client.Transport;

/// <summary>Reads what an envelope holds. Called again from the start if the body had to be repaired.</summary>
/// <param name="reader">Stands on the first token of the content, and is left on its last.</param>
/// <param name="body">The whole body; positions of the reader are positions in it.</param>
/// <param name="state">What the caller passes along, so that no closure is needed.</param>
internal delegate TResult ContentReader<in TState, out TResult>(ref ModelReader reader, ReadOnlySpan<byte> body, TState state);
