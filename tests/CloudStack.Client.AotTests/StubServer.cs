using System.Net;
using System.Text;

namespace CloudStack.Client.AotTests;

/// <summary>Responds in memory like a management server, and records the requests. Unlike a mock server, it can be compiled natively with the program.</summary>
internal sealed class StubServer : HttpMessageHandler
{
    public static Uri Endpoint { get; } = new("http://127.0.0.1:8080/client/api");

    public List<string> Bodies { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? request.RequestUri!.Query : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        Bodies.Add(body);
        string answer = Command(body) switch
        {
            "listZones" => """{"listzonesresponse":{"count":1,"zone":[{"id":"z1","name":"eu-1","localstorageenabled":"false","resourcedetails":{"Rack":7},"newer":true}]}}""",
            "deployVirtualMachine" => """{"deployvirtualmachineresponse":{"id":"vm1","jobid":"JOB"}}""".Replace("JOB", Parameter(body, "customjobid"), StringComparison.Ordinal),
            "queryAsyncJobResult" => """{"queryasyncjobresultresponse":{"jobid":"JOB","jobstatus":1,"jobresultcode":0,"jobprocstatus":0,"jobresulttype":"object","jobresult":{"virtualmachine":{"id":"vm1","state":"Running","cpunumber":"2","created":"2026-01-02T08:34:05+0530","nic":[{"ipaddress":"10.1.1.5"}]}}}}""".Replace("JOB", Parameter(body, "jobid"), StringComparison.Ordinal),
            "login" => """{"loginresponse":{"username":"ann","timeout":1800,"sessionkey":"the-session","is2faenabled":"false","is2faverified":"true"}}""",
            "logout" => """{"logoutresponse":{"description":"success"}}""",
            "deleteVolume" => """{"deletevolumeresponse":{"success":"true","displaytext":"gone"}}""",
            string command => throw new InvalidOperationException($"Nobody should send '{command}'."),
        };
        HttpResponseMessage response = new(HttpStatusCode.OK) { Content = new StringContent(answer, Encoding.UTF8, "application/json"), RequestMessage = request };
        if (Command(body) == "login")
        {
            response.Headers.TryAddWithoutValidation("Set-Cookie", "JSESSIONID=node1.node0; Path=/client");
            response.Headers.TryAddWithoutValidation("Set-Cookie", "sessionkey=the-session;HttpOnly;SameSite=Lax");
        }

        return response;
    }

    private static string Command(string body) => Parameter(body, "command");

    private static string Parameter(string body, string name)
    {
        string? pair = body.TrimStart('?').Split('&').FirstOrDefault(pair => pair.StartsWith(name + "=", StringComparison.Ordinal));
        return pair is null ? "" : Uri.UnescapeDataString(pair[(name.Length + 1)..]);
    }
}
