using System.Net;
using System.Text;
using System.Web;

namespace CloudStack.Client.Benchmarks.Waiting;

/// <summary>Accepts every job, finishes none, and keeps nothing, so that only the client is measured.</summary>
internal sealed class EndlessServer : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        System.Collections.Specialized.NameValueCollection form = HttpUtility.ParseQueryString(await request.Content!.ReadAsStringAsync(cancellationToken));
        string body = form["command"] switch
        {
            "queryAsyncJobResult" => $$$"""{"queryasyncjobresultresponse":{"jobid":"{{{form["jobid"]}}}","jobstatus":0,"jobprocstatus":0,"jobresultcode":0}}""",

            // Refused, so that each job is queried individually, the more expensive way to wait.
            "listAsyncJobs" => """{"errorresponse":{"uuidList":[],"errorcode":432,"errortext":"not available"}}""",
            _ => $$$"""{"startvirtualmachineresponse":{"jobid":"{{{form["customjobid"]}}}"}}""",
        };
        HttpStatusCode status = form["command"] == "listAsyncJobs" ? (HttpStatusCode)432 : HttpStatusCode.OK;
        return new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
