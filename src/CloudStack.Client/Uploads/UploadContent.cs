using System.Buffers;
using System.Globalization;
using System.Net;
using System.Text;

namespace CloudStack.Client.Uploads;

/// <summary>A form with one file in the format that browsers send. The file is read while it is sent.</summary>
internal sealed class UploadContent : HttpContent
{
    private const int BufferSize = 128 * 1024;

    private readonly Stream _content;
    private readonly IProgress<long>? _progress;
    private readonly byte[] _head;
    private readonly byte[] _tail;
    private bool _started;

    /// <exception cref="ArgumentException">The stream can't be read or has nothing left, or an option isn't allowed.</exception>
    public UploadContent(Stream content, UploadOptions options)
    {
        if (!content.CanRead)
        {
            throw new ArgumentException("The stream cannot be read.", nameof(content));
        }

        _content = content;
        _progress = options.Progress;
        Size = options.Length ?? (content.CanSeek ? content.Length - content.Position : null);
        if (options.Length <= 0)
        {
            throw new ArgumentException($"{nameof(UploadOptions)}.{nameof(UploadOptions.Length)} is {options.Length}; it must be at least 1, or null.", nameof(options));
        }

        if (Size <= 0)
        {
            throw new ArgumentException("The stream has nothing left to read; set its Position to the beginning of the file.", nameof(content));
        }

        // The storage VM uses the first part that is a file, whatever its name.
        string boundary = $"----CloudStackClient{Guid.NewGuid():N}";
        _head = Encoding.UTF8.GetBytes(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{Quoted(FileName(content, options))}\"\r\nContent-Type: application/octet-stream\r\n\r\n");
        _tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
        Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={boundary}");
    }

    /// <summary>The size of the file in bytes; null if it isn't known.</summary>
    public long? Size { get; }

    /// <summary>How many bytes of the file have been sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Whether the whole request has been sent.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Why the file could not be read to its end; null if reading didn't fail.</summary>
    public Exception? ReadFailure { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (_started)
        {
            throw Failed(new InvalidOperationException("A handler of the HttpClient tried to send the content a second time, but the stream cannot be rewound. Use an HttpClient that does not retry requests."));
        }

        _started = true;
        await stream.WriteAsync(_head, cancellationToken).ConfigureAwait(false);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int count)
            {
                await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                Sent += count;
                _progress?.Report(Sent);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        await stream.WriteAsync(_tail, cancellationToken).ConfigureAwait(false);
        IsComplete = true;
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _head.Length + (Size ?? 0) + _tail.Length;
        return Size is not null;
    }

    private async ValueTask<int> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        int count;
        try
        {
            count = await _content.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(e);
        }

        // The length has already been announced, so no other number of bytes can be sent.
        return Sent + count > Size || (count == 0 && Sent < Size)
            ? throw Failed(new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture, $"The stream has {(count == 0 ? "fewer" : "more")} bytes than the {Size:N0} that the stream or {nameof(UploadOptions)}.{nameof(UploadOptions.Length)} declared.")))
            : count;
    }

    private Exception Failed(Exception reason) => ReadFailure = reason;

    private static string FileName(Stream content, UploadOptions options)
    {
        string? name = options.FileName ?? (content is FileStream file ? Path.GetFileName(file.Name) : null);
        return string.IsNullOrWhiteSpace(name)
            ? throw new ArgumentException(
                $"{nameof(UploadOptions)}.{nameof(UploadOptions.FileName)} is missing; it must be a name with the extension of the format, such as debian.qcow2, because the storage VM relies on it.", nameof(options))
            : name;
    }

    /// <summary>Escapes a name for use inside quotation marks, as browsers do.</summary>
    private static string Quoted(string name) => name
        .Replace("\"", "%22", StringComparison.Ordinal)
        .Replace("\r", "%0D", StringComparison.Ordinal)
        .Replace("\n", "%0A", StringComparison.Ordinal);
}
