namespace CloudStack.Client;

/// <summary>Options for uploading a file. They are read when the upload begins; later changes have no effect.</summary>
public sealed class UploadOptions
{
    /// <summary>
    /// The name of the file, with the extension of its format, such as <c>debian.qcow2</c> or <c>tools.iso.gz</c>. The storage VM
    /// compares the content with it and refuses content that doesn't match. Null (the default) uses the name of a
    /// <see cref="FileStream"/>. For any other stream, the name is required.
    /// </summary>
    public string? FileName { get; set; }

    /// <summary>
    /// How many bytes of the stream to send, which must be all that are left in it. Null (the default) determines the number from a
    /// stream that can seek. For a stream that can't (a response, a pipe), set it if you know it: without it, the request has no
    /// <c>Content-Length</c>, and the storage VMs of CloudStack refuse such requests.
    /// </summary>
    public long? Length { get; set; }

    /// <summary>
    /// Receives the number of bytes of the content that have been sent, after each 128 KiB. It is called during the upload, so it
    /// must be fast. Null (the default) for none.
    /// </summary>
    public IProgress<long>? Progress { get; set; }

    /// <summary>
    /// The client that sends the request, for storage VMs that use their own certificate or are behind a proxy. It isn't disposed.
    /// Its <see cref="HttpClient.Timeout"/> applies to the whole upload (100 s unless set), and its handlers can't send the content
    /// a second time. Its handlers see the signature; the loggers of <c>IHttpClientFactory</c> write headers at the level Trace.
    /// Null (the default) creates a client for this upload, without a timeout, redirects, or cookies.
    /// </summary>
    public HttpClient? HttpClient { get; set; }
}
