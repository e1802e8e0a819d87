using System.Globalization;
using System.Text;
using CloudStack.Client.Http;
using CloudStack.Client.Json;
using CloudStack.Client.Models;
using CloudStack.Client.Secrets;

namespace CloudStack.Client.Uploads;

/// <summary>One upload: its request, and how to interpret its end.</summary>
internal sealed class Upload
{
    private const int LongestAnswer = 512;

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(30);

    private readonly UploadParameters _parameters;
    private readonly UploadContent _content;
    private readonly Uri _address;
    private bool _isRefused;

    /// <exception cref="ArgumentException">A parameter is missing or cannot be sent.</exception>
    public Upload(UploadParameters parameters, UploadContent content)
    {
        _parameters = parameters;
        _content = content;
        _address = Uri.TryCreate(parameters.PostUrl, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw new ArgumentException($"{nameof(UploadParameters.PostUrl)} is missing or is not an http or https address; pass the server's response unchanged.", nameof(parameters));
        Require(parameters, parameters.Signature, nameof(UploadParameters.Signature));
        Require(parameters, parameters.Metadata, nameof(UploadParameters.Metadata));
        Require(parameters, parameters.Expires, nameof(UploadParameters.Expires));
    }

    /// <summary>The state of the resource after a failure; empty if the server did not name the resource.</summary>
    private string Aftermath => _parameters.Id is not { Length: > 0 } id ? ""
        : IsUnanswered ? $" The whole content was sent, so the storage VM may have accepted it; check the state of {id} before you upload it again."
        : $" The volume, template or ISO {id} exists already and stays NotUploaded until it is deleted.";

    /// <summary>Whether the storage VM received everything and has not reported what it did with it.</summary>
    private bool IsUnanswered => _content is { IsComplete: true, ReadFailure: null } && !_isRefused;

    private string Progress => _content.Size is { } size
        ? string.Create(CultureInfo.InvariantCulture, $"after {_content.Sent:N0} of {size:N0} bytes")
        : string.Create(CultureInfo.InvariantCulture, $"after {_content.Sent:N0} bytes");

    /// <param name="http">Sends the request; null to create connections for this upload.</param>
    /// <param name="cancellationToken">Ends the upload.</param>
    public async Task RunAsync(HttpClient? http, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (LenientDate.TryParse(_parameters.Expires!, out DateTimeOffset expires) && expires <= TimeProvider.System.GetUtcNow())
        {
            throw Failure($"Nothing was sent: the parameters of the upload expired at {expires.UtcDateTime.ToString("u", CultureInfo.InvariantCulture)} by this machine's clock. Request new parameters right before the upload.");
        }

        using HttpClient? own = http is null ? CreateHttpClient() : null;
        using HttpRequestMessage request = CreateRequest();
        try
        {
            using HttpResponseMessage response = await (http ?? own!).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
            {
                throw await RefusalAsync(response, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is not UploadException)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException($"The upload was canceled {Progress}.{Aftermath}", e, cancellationToken);
            }

            if (Explain(e) is { } what)
            {
                throw Failure(what, innerException: _content.ReadFailure ?? e);
            }

            throw;
        }
    }

    private static HttpClient CreateHttpClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = ConnectTimeout }) { Timeout = Timeout.InfiniteTimeSpan };

    private HttpRequestMessage CreateRequest()
    {
        HttpRequestMessage request = new(HttpMethod.Post, _address) { Content = _content };
        request.Headers.TryAddWithoutValidation("x-signature", _parameters.Signature);
        request.Headers.TryAddWithoutValidation("x-metadata", _parameters.Metadata);
        request.Headers.TryAddWithoutValidation("x-expires", _parameters.Expires);

        // The storage VM can then refuse the request before the content is sent, instead of breaking the connection in the middle
        // of it.
        request.Headers.ExpectContinue = true;
        return request;
    }

    /// <summary>The reason why the exchange failed; null for a failure of the caller's own code.</summary>
    private string? Explain(Exception failure)
    {
        string host = _address.Authority;
        if (_content.ReadFailure is { } reading)
        {
            return $"The content could not be read to its end, {Progress}: {reading.Message}";
        }

        if (failure is OperationCanceledException)
        {
            return $"The timeout of the HttpClient ended the upload to {host} {Progress}. Its Timeout applies to the whole upload; set it to Timeout.InfiniteTimeSpan.";
        }

        if (failure is not (HttpRequestException or IOException))
        {
            return null;
        }

        if (TlsFailure.ReasonOf(failure) is { } reason)
        {
            return $"The TLS connection to the storage VM {host} failed: {reason.TrimEnd('.')}. Its certificate differs from that of the API; set {nameof(UploadOptions)}.{nameof(UploadOptions.HttpClient)} to a client that trusts it.";
        }

        return IsUnanswered ? $"The response of the storage VM {host} was lost: {failure.Message}"
            : _content.Sent > 0 ? $"The connection to the storage VM {host} broke {Progress}: {failure.Message}"
            : $"The storage VM {host} could not be reached, or closed the connection before the content was sent: {failure.Message}";
    }

    private async Task<UploadException> RefusalAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        _isRefused = true;
        int status = (int)response.StatusCode;
        string answer = await ReadAnswerAsync(response, cancellationToken).ConfigureAwait(false);
        string advice = _content.Size is null && status is 400 or 411
            ? $" The request had no Content-Length, which storage VMs require: set {nameof(UploadOptions)}.{nameof(UploadOptions.Length)}."
            : "";
        return Failure($"The storage VM {_address.Authority} refused the upload ({status}): {(answer.Length == 0 ? "no message" : answer.TrimEnd('.'))}.{advice}", status);
    }

    /// <summary>Reads the beginning of the response as one line, without anything that it may repeat from the request.</summary>
    private async Task<string> ReadAnswerAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            byte[] buffer = new byte[8 * 1024];
            int length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            string text = Redaction.Scrub(Encoding.UTF8.GetString(buffer, 0, length), [_parameters.Signature!, _parameters.Metadata!]);
            text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            return text.Length <= LongestAnswer ? text : text[..LongestAnswer];
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The status is sufficient.
            return "";
        }
    }

    private UploadException Failure(string what, int? httpStatus = null, Exception? innerException = null) =>
        new(what + Aftermath, _parameters.Id, httpStatus, innerException);

    private static void Require(UploadParameters parameters, string? value, string name)
    {
        if (string.IsNullOrEmpty(value) || value.Any(char.IsControl))
        {
            throw new ArgumentException($"{name} is missing or cannot be sent in a header; pass the server's response unchanged.", nameof(parameters));
        }
    }
}
