namespace CloudStack.Client;

/// <summary>
/// The names of the client's activity source and meter, for OpenTelemetry and other listeners:
/// <c>AddSource(CloudStackTelemetry.ActivitySourceName)</c> and <c>AddMeter(CloudStackTelemetry.MeterName)</c>. Without a listener,
/// nothing is measured or allocated.
/// </summary>
/// <remarks>
/// <para>
/// Activities: one for each call, named after its command, and one for each wait (<c>wait deployVirtualMachine</c>). The activity
/// of a wait links to that of the submission, because a wait may run in another request or process. Each HTTP request of a call,
/// including look-ups after a lost response, has the activity of <see cref="HttpClient"/>.
/// </para>
/// <para>
/// The polls of waits create no activities, neither here nor in <see cref="HttpClient"/>, unless
/// <see cref="CloudStackClientOptions.TracePolls"/> is set: they don't belong to a call, so each would be a separate trace. On
/// connections that the client is given, the activities of <see cref="HttpClient"/> are children of an activity that isn't
/// recorded, so parent-based samplers leave them out.
/// </para>
/// <para>
/// Instruments: <c>rpc.client.call.duration</c>, <c>cloudstack.client.job.duration</c> and <c>cloudstack.client.job.lateness</c> in
/// seconds, <c>cloudstack.client.jobs.waiting</c>, <c>cloudstack.client.polls</c> and <c>cloudstack.client.retries</c>. All
/// instruments and activities have the attribute <c>server.address</c>, the host of the endpoint, and <c>cloudstack.client.name</c>
/// if the client was registered with a name. The names that begin with <c>rpc</c>, <c>server</c> and <c>error</c> follow
/// OpenTelemetry's conventions for remote calls, which are a release candidate and may still change.
/// </para>
/// </remarks>
public static class CloudStackTelemetry
{
    /// <summary>The name of the activity source.</summary>
    public const string ActivitySourceName = "CloudStack.Client";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "CloudStack.Client";
}
