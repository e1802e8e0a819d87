using System.Globalization;
using System.Text;

namespace CloudStack.Client.IntegrationTests.Support;

/// <summary>HTTP/1.1 as plain text, for servers that are only a socket.</summary>
internal static class HttpText
{
    /// <summary>A response with one zone.</summary>
    public static ReadOnlyMemory<byte> Zones { get; } = Response("200 OK", """{"listzonesresponse":{"count":1,"zone":[{"id":"z"}]}}""");

    /// <summary>A response after which the connection ends.</summary>
    public static byte[] Response(string status, string body, string headers = "") => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{headers}Content-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");

    /// <summary>Reads one request with its body; empty if the other side sends nothing.</summary>
    public static async Task<string> ReadAsync(Stream stream)
    {
        byte[] buffer = new byte[64 * 1024];
        string text = "";
        for (int length = 0; !IsComplete(text);)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length));
            if (read == 0)
            {
                return "";
            }

            length += read;
            text = Encoding.ASCII.GetString(buffer, 0, length);
        }

        return text;
    }

    /// <summary>The value of a header; null if it's missing.</summary>
    public static string? Header(string request, string name)
    {
        string? line = request.Split("\r\n").TakeWhile(static line => line.Length > 0)
            .FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase));
        return line?[(name.Length + 2)..];
    }

    private static bool IsComplete(string text)
    {
        int end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end >= 0 && text.Length - end - 4 >= int.Parse(Header(text, "Content-Length") ?? "0", CultureInfo.InvariantCulture);
    }
}
