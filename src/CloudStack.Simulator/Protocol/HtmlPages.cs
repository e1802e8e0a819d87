using System.Globalization;
using System.Text;

namespace CloudStack.Simulator;

/// <summary>The pages of the servlet container, for requests that never reach the API.</summary>
internal static class HtmlPages
{
    public const string ContentType = "text/html;charset=iso-8859-1";

    public static SimulatorAnswer NotFound(string path, string cause) => new()
    {
        Status = 404,
        ContentType = ContentType,
        Body = Encoding.Latin1.GetBytes(NotFoundText(path, cause)),
    };

    public static string NotFoundText(string path, string cause) =>
        Page(404, "Not Found", path, "default", $"<tr><th>CAUSED BY:</th><td>400: {cause}</td></tr>\n</table>");

    /// <summary>While the application is starting, there is no servlet that could have received the request.</summary>
    public static string NotStartedText(string path) => Page(503, "Service Unavailable", path, "-", "</table>\n");

    public static SimulatorAnswer UriTooLong() => new()
    {
        Status = 414,
        ContentType = ContentType,
        Body = "<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>"u8.ToArray(),
    };

    private static string Page(int status, string reason, string path, string servlet, string end) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <html>
        <head>
        <meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
        <title>Error {status} {reason}</title>
        </head>
        <body><h2>HTTP ERROR {status} {reason}</h2>
        <table>
        <tr><th>URI:</th><td>{path}</td></tr>
        <tr><th>STATUS:</th><td>{status}</td></tr>
        <tr><th>MESSAGE:</th><td>{reason}</td></tr>
        <tr><th>SERVLET:</th><td>{servlet}</td></tr>
        {end}
        </body>
        </html>

        """);
}
