using System.Net;
using System.Net.Http.Headers;

namespace CloudStack.Client.Benchmarks.Reading;

/// <summary>Returns the prepared response of each command.</summary>
internal sealed class CannedServer(byte[] zones, byte[] machines) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string form = await request.Content!.ReadAsStringAsync(cancellationToken);
        ByteArrayContent content = new(form.Contains("command=listZones", StringComparison.Ordinal) ? zones : machines);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
