using CloudStack.Client.Models;
using CloudStack.Client.Uploads;

namespace CloudStack.Client;

/// <summary>
/// Uploads files with the parameters that <c>getUploadParamsForVolume</c>, <c>…ForTemplate</c>, and <c>…ForIso</c> return.
/// </summary>
public static class UploadParametersExtensions
{
    /// <summary>
    /// Uploads a file to the storage VM that the parameters name. The content is streamed as it is read, and is sent only once: a
    /// stream can't be rewound, so nothing is repeated.
    /// </summary>
    /// <remarks>
    /// This isn't a command of the API. The storage VM has its own address and certificate, and the request goes directly to it.
    /// The volume, template, or ISO exists from the moment at which the parameters were requested, and is ready some time after the
    /// upload; check its state. Parameters are valid for one upload, until the time that they name
    /// (<see cref="UploadParameters.Expires"/>).
    /// </remarks>
    /// <param name="parameters">The response of one of the commands.</param>
    /// <param name="content">The file, from the current position of the stream to its end. The stream stays open.</param>
    /// <param name="options">
    /// Name, length, progress, and connections; null for the defaults, which are sufficient for a <see cref="FileStream"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <returns>A task that completes when the storage VM has accepted the file.</returns>
    /// <exception cref="ArgumentException">
    /// A parameter is missing, the stream can't be read or has nothing left, or an option isn't allowed; the message says which.
    /// </exception>
    /// <exception cref="UploadException">The file was not uploaded; the message says why.</exception>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> canceled the upload. The volume, template, or ISO stays behind, as after an
    /// <see cref="UploadException"/>.
    /// </exception>
    /// <example>
    /// <code>
    /// UploadParameters upload = await client.Templates.GetUploadParamsForTemplateAsync(request);
    /// await using FileStream file = File.OpenRead("debian.qcow2");
    /// await upload.UploadAsync(file);
    /// </code>
    /// </example>
    public static Task UploadAsync(this UploadParameters parameters, Stream content, UploadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentNullException.ThrowIfNull(content);
        options ??= new UploadOptions();
        return new Upload(parameters, new UploadContent(content, options)).RunAsync(options.HttpClient, cancellationToken);
    }
}
