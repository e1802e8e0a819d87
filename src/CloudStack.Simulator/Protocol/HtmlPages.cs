using System.Globalization;
using System.Text;

namespace CloudStack.Simulator;

/// <summary>The pages of the servlet container, which answers what the API never sees.</summary>
internal static class HtmlPages
{
    public const string ContentType = "text/html;charset=iso-8859-1";

    public static SimulatorAnswer NotFound(string path, string cause) => new()
    {
        Status = 404,
        ContentType = ContentType,
        Body = Encoding.Latin1.GetBytes(NotFoundText(path, cause)),
    };

    public static string NotFoundText(string path, string cause) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <html>
        <head>
        <meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
        <title>Error 404 Not Found</title>
        </head>
        <body><h2>HTTP ERROR 404 Not Found</h2>
        <table>
        <tr><th>URI:</th><td>{path}</td></tr>
        <tr><th>STATUS:</th><td>404</td></tr>
        <tr><th>MESSAGE:</th><td>Not Found</td></tr>
        <tr><th>SERVLET:</th><td>default</td></tr>
        <tr><th>CAUSED BY:</th><td>400: {cause}</td></tr>
        </table>
        </body>
        </html>

        """);

    public static string NotStartedText(string path) =>
        $"""
        <html>
        <head>
        <meta http-equiv="Content-Type" content="text/html;charset=ISO-8859-1"/>
        <title>Error 503 Service Unavailable</title>
        </head>
        <body><h2>HTTP ERROR 503 Service Unavailable</h2>
        <table>
        <tr><th>URI:</th><td>{path}</td></tr>
        <tr><th>STATUS:</th><td>503</td></tr>
        <tr><th>MESSAGE:</th><td>Service Unavailable</td></tr>
        <tr><th>SERVLET:</th><td>-</td></tr>
        </table>

        </body>
        </html>

        """;

    public static SimulatorAnswer UriTooLong() => new()
    {
        Status = 414,
        ContentType = ContentType,
        Body = "<h1>Bad Message 414</h1><pre>reason: URI Too Long</pre>"u8.ToArray(),
    };
}
