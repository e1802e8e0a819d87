using System.Net;
using System.Text;

namespace CloudStack.Client.Tests.Support;

/// <summary>Answers requests by a script, and remembers them. In memory, because a manual clock doesn't see what a socket has in flight.</summary>
internal sealed class StubHandler(Func<StubRequest, HttpResponseMessage> answer) : HttpMessageHandler
{
    private readonly List<StubRequest> _requests = [];

    public IReadOnlyList<StubRequest> Requests
    {
        get
        {
            lock (_requests)
            {
                return [.. _requests];
            }
        }
    }

    public int Count(string command) => Requests.Count(request => request.Command == command);

    public static HttpResponseMessage Json(string body, int status = 200) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    public static HttpResponseMessage Body(int status, string type, string body) => new((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, type),
    };

    public static HttpResponseMessage Html(int status, string body = "<html><body>proxy says no</body></html>") => new((HttpStatusCode)status)
    {
        Content = new StringContent(body, Encoding.UTF8, "text/html"),
    };

    public static HttpResponseMessage Error(int code, string text, int? csErrorCode = 4350, string envelope = "errorresponse") =>
        Json($"{{\"{envelope}\":{{\"uuidList\":[],\"errorcode\":{code}{(csErrorCode is null ? "" : $",\"cserrorcode\":{csErrorCode}")},\"errortext\":\"{text}\"}}}}", code);

    public static HttpResponseMessage NoSuchJob(string id) => Error(
        431,
        $"Unable to execute API command queryasyncjobresult due to invalid value. Invalid parameter jobid value={id} due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.",
        9999);

    public static HttpResponseMessage Job(string id, int status, string fields = "") =>
        Json($"{{\"queryasyncjobresultresponse\":{{\"jobid\":\"{id}\",\"jobstatus\":{status}{(fields.Length > 0 ? "," + fields : "")}}}}}");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? request.RequestUri!.Query.TrimStart('?') : await request.Content.ReadAsStringAsync(cancellationToken);
        StubRequest stub = new(request, body, cancellationToken);
        lock (_requests)
        {
            _requests.Add(stub);
        }

        HttpResponseMessage response = answer(stub);
        return response is PendingResponse pending ? await pending.WaitAsync(cancellationToken) : response;
    }

    /// <summary>A response whose body can't be read.</summary>
    public static HttpResponseMessage BrokenBody(Exception failure) => new() { Content = new StreamContent(new BrokenStream(failure)) };

    /// <summary>A response that never arrives; only the caller can end the call.</summary>
    public static HttpResponseMessage Hang() => new HangingResponse();

    private sealed class HangingResponse : PendingResponse
    {
        public override async Task<HttpResponseMessage> WaitAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return this;
        }
    }

    private sealed class BrokenStream(Exception failure) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromException<int>(failure);
    }
}
