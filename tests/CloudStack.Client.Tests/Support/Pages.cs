namespace CloudStack.Client.Tests.Support;

/// <summary>Responses of intermediaries between a client and the API.</summary>
internal static class Pages
{
    private const string ContainerBody =
        "<html>\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html;charset=ISO-8859-1\"/>\n<title>Error 503 Service Unavailable</title>\n</head>\n"
        + "<body><h2>HTTP ERROR 503 Service Unavailable</h2>\n<table>\n<tr><th>URI:</th><td>/client/api</td></tr>\n<tr><th>STATUS:</th><td>503</td></tr>\n"
        + "<tr><th>MESSAGE:</th><td>Service Unavailable</td></tr>\n<tr><th>SERVLET:</th><td>-</td></tr>\n</table>\n\n</body>\n</html>\n";

    /// <summary>The page of the server's own container while the API hasn't started, as recorded.</summary>
    public static HttpResponseMessage Container() => StubHandler.Html(503, ContainerBody);

    /// <summary>The container's page about a failure inside the API's servlet, which has seen the request.</summary>
    public static HttpResponseMessage Servlet() => StubHandler.Html(503, ContainerBody.Replace("<td>-</td>", "<td>apiServlet</td>", StringComparison.Ordinal));

    /// <summary>HAProxy's page for a server that is down.</summary>
    public static HttpResponseMessage Balancer() => StubHandler.Html(
        503, "<html><body><h1>503 Service Unavailable</h1>\nNo server is available to handle this request.\n</body></html>\n");

    /// <summary>The JSON response of a service mesh.</summary>
    public static HttpResponseMessage Mesh() => StubHandler.Json("""{"message":"no healthy upstream"}""", 503);

    /// <summary>A 503 that says nothing.</summary>
    public static HttpResponseMessage Nothing() => StubHandler.Body(503, "text/plain", "");
}
