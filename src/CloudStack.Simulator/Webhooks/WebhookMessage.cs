using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Simulator;

/// <summary>A message that is posted to a webhook's address.</summary>
internal sealed record WebhookMessage(string Url, string? Secret, string AccountId, string EventId, string EventType, string Body)
{
    private byte[] Bytes => Encoding.UTF8.GetBytes(Body);

    private string? Signature => string.IsNullOrEmpty(Secret)
        ? null
        : Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Bytes));

    /// <summary>The headers as a delivery shows them.</summary>
    public string HeaderText => string.Join('\n', ((string?[])
    [
        "X-CS-Event-ID: " + EventId,
        "X-CS-Event: " + EventType,
        "User-Agent: CS-Hookshot/" + AccountId,
        Signature is { } signature ? "X-CS-Signature: " + signature : null,
        string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Bytes.Length}"),
        "Content-Type: application/json; charset=UTF-8",
    ]).Where(static line => line is not null));

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url)) { Content = new ByteArrayContent(Bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "UTF-8");
        request.Headers.TryAddWithoutValidation("X-CS-Event-ID", EventId);
        request.Headers.TryAddWithoutValidation("X-CS-Event", EventType);
        request.Headers.TryAddWithoutValidation("User-Agent", "CS-Hookshot/" + AccountId);
        if (Signature is { } signature)
        {
            request.Headers.TryAddWithoutValidation("X-CS-Signature", signature);
        }

        return request;
    }

    /// <summary>Omits the secret.</summary>
    public override string ToString() => $"{EventType} {EventId}";
}
