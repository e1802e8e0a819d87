using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>A response of the server, byte by byte as a client sees it after transfer and content decoding.</summary>
public sealed class RecordedAnswer
{
    private RecordedAnswer(int status, IReadOnlyList<KeyValuePair<string, string>> headers, byte[] body)
    {
        Status = status;
        Headers = headers;
        Body = body;
    }

    public int Status { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; }

    public byte[] Body { get; }

    public string Text => Encoding.UTF8.GetString(Body);

    /// <param name="answer">An object with <c>status</c>, <c>headers</c> and <c>body</c> or <c>bodyBase64</c>.</param>
    /// <returns>The response; null if the server never sent one.</returns>
    public static RecordedAnswer? Read(JsonElement answer)
    {
        if (answer.GetProperty("status").ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        byte[] body = answer.GetProperty("body").GetString() is { } text ? Encoding.UTF8.GetBytes(text) : [];
        List<KeyValuePair<string, string>> headers = [];
        foreach (KeyValuePair<string, string> header in JsonLines.ReadPairs(answer.GetProperty("headers")))
        {
            if (header is { Key: "Content-Encoding", Value: "gzip" })
            {
                // The connection decompresses (SocketsHttpHandler does it and removes the header), not the client.
                body = Unpack(answer.GetProperty("bodyBase64").GetBytesFromBase64());
            }
            else
            {
                headers.Add(header);
            }
        }

        return new RecordedAnswer(answer.GetProperty("status").GetInt32(), headers, body);
    }

    /// <summary>The same response with different content.</summary>
    public RecordedAnswer With(string body) => With(Encoding.UTF8.GetBytes(body));

    /// <inheritdoc cref="With(string)"/>
    public RecordedAnswer With(byte[] body) => new(Status, Headers, body);

    /// <summary>The same response with one more header.</summary>
    public RecordedAnswer WithHeader(string name, string value) => new(Status, [.. Headers, new(name, value)], Body);

    public HttpResponseMessage ToMessage()
    {
        HttpResponseMessage message = new((System.Net.HttpStatusCode)Status) { Content = new ByteArrayContent(Body) };
        foreach ((string name, string value) in Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    private static byte[] Unpack(byte[] packed)
    {
        using GZipStream unpacking = new(new MemoryStream(packed), CompressionMode.Decompress);
        using MemoryStream unpacked = new();
        unpacking.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
