namespace CloudStack.Client;

/// <summary>
/// The names under which a client reports what it does, for OpenTelemetry and other listeners:
/// <c>AddSource(CloudStackTelemetry.ActivitySourceName)</c> and <c>AddMeter(CloudStackTelemetry.MeterName)</c>. Without a
/// listener nothing is measured and nothing allocated.
/// </summary>
/// <remarks>
/// <para>
/// Activities: one for each call, named like its command, and one for each wait (<c>wait deployVirtualMachine</c>), which
/// links to that of the submit, because a wait may run in another request or process. Each HTTP request of a call has that of
/// <see cref="HttpClient"/>, look-ups for a lost answer included.
/// </para>
/// <para>
/// The polls of waits make none, neither here nor in <see cref="HttpClient"/>, unless
/// <see cref="CloudStackClientOptions.TracePolls"/> is set: they belong to no call, so each would be a trace of its own. On
/// connections that the client is given, those of <see cref="HttpClient"/> are children of an activity that is not recorded,
/// which samplers that go by the parent leave out.
/// </para>
/// <para>
/// Instruments: <c>rpc.client.call.duration</c>, <c>cloudstack.client.job.duration</c> and <c>cloudstack.client.job.lateness</c> in
/// seconds, <c>cloudstack.client.jobs.waiting</c>, <c>cloudstack.client.polls</c> and <c>cloudstack.client.retries</c>. All of them,
/// and the activities, have the attribute <c>server.address</c>, the host of the endpoint, and <c>cloudstack.client.name</c> where the
/// client was registered with a name. The names that begin with <c>rpc</c>, <c>server</c> and <c>error</c> follow OpenTelemetry's
/// conventions for remote calls, whose release candidate may still change.
/// </para>
/// </remarks>
public static class CloudStackTelemetry
{
    /// <summary>The name of the activity source.</summary>
    public const string ActivitySourceName = "CloudStack.Client";

    /// <summary>The name of the meter.</summary>
    public const string MeterName = "CloudStack.Client";
}
