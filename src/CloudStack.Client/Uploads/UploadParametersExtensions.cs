using CloudStack.Client.Models;
using CloudStack.Client.Uploads;

namespace CloudStack.Client;

/// <summary>Uploads files with what <c>getUploadParamsForVolume</c>, <c>…ForTemplate</c> and <c>…ForIso</c> answer with.</summary>
public static class UploadParametersExtensions
{
    /// <summary>
    /// Uploads a file to the storage VM that the parameters name. The content is streamed as it is read, and sent once: a stream cannot be
    /// rewound, so nothing is repeated.
    /// </summary>
    /// <remarks>
    /// This is no command of the API: the storage VM has an address and a certificate of its own, and is asked directly. The volume,
    /// template or ISO exists from the moment on at which the parameters were asked for, and is ready some time after the upload: look at
    /// its state. Parameters are good for one upload, until the time that they name (<see cref="UploadParameters.Expires"/>).
    /// </remarks>
    /// <param name="parameters">The answer of one of the commands.</param>
    /// <param name="content">The file, from where the stream stands to its end. It stays open.</param>
    /// <param name="options">Name, length, progress and connections; null for the defaults, which are enough for a <see cref="FileStream"/>.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    /// <returns>A task that ends when the storage VM has taken the file.</returns>
    /// <exception cref="ArgumentException">
    /// A parameter is missing, the stream cannot be read or has nothing left, or an option is not allowed; the message says which.
    /// </exception>
    /// <exception cref="UploadException">The file was not uploaded; the message says why.</exception>
    /// <exception cref="OperationCanceledException">
    /// <paramref name="cancellationToken"/> ended the upload. The volume, template or ISO stays behind, as with <see cref="UploadException"/>.
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
