namespace CloudStack.Client;

/// <summary>How a file is uploaded. Read when the upload begins; later changes do nothing.</summary>
public sealed class UploadOptions
{
    /// <summary>
    /// The name of the file, with the ending of its format, such as <c>debian.qcow2</c> or <c>tools.iso.gz</c>: the storage VM holds the
    /// content against it, and refuses what does not fit. Null (the default) takes the name of a <see cref="FileStream"/>; for any other
    /// stream it is required.
    /// </summary>
    public string? FileName { get; set; }

    /// <summary>
    /// How many bytes of the stream are to be sent: as many as are left in it. Null (the default) asks a stream that can seek. Set it for a
    /// stream that cannot (a response, a pipe) if you know it: without it the request has no <c>Content-Length</c>, and the storage VMs of
    /// CloudStack refuse such requests.
    /// </summary>
    public long? Length { get; set; }

    /// <summary>
    /// Hears how many bytes of the content have been sent, after each 128 KiB; called in the middle of the upload, so it must be quick. Null
    /// (the default) for none.
    /// </summary>
    public IProgress<long>? Progress { get; set; }

    /// <summary>
    /// Sends the request, for storage VMs with a certificate of their own or behind a proxy. It is not disposed. Its
    /// <see cref="HttpClient.Timeout"/> counts for the whole upload (100 s unless set), and no handler of it can send the content a second
    /// time. Its handlers see the signature; the loggers of <c>IHttpClientFactory</c> write headers at the level Trace. Null (the default)
    /// takes one that is made for this upload, without a timeout, redirects and cookies.
    /// </summary>
    public HttpClient? HttpClient { get; set; }
}
