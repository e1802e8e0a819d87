using System.Diagnostics;
using CloudStack.Client.IntegrationTests.DependencyInjection;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.IntegrationTests.Telemetry;
using CloudStack.Client.Models;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace CloudStack.Client.IntegrationTests.Issues;

/// <summary>
/// Polls belong to no call. <see cref="HttpClient"/> used to start a trace for each of them: an hour of waiting filled a program's
/// traces with thousands of single-span traces.
/// </summary>
[NonParallelizable]
internal sealed class PollsMakeNoTracesOfTheirOwnTests
{
    private const string Http = "System.Net.Http";

    [TestCase(1)]
    [TestCase(8)]
    public async Task Polls_and_lists_of_a_client_with_connections_of_its_own_make_none(int jobs)
    {
        using Recorder recorder = new();
        await using SocketCloud cloud = await SocketCloud.StartAsync(simulate: options => options.JobDuration = TimeSpan.FromSeconds(1));

        await DeployAsync(cloud.Client, cloud.Parts, jobs);

        Assert.That(recorder.Started, Has.Count.EqualTo(jobs), "one for each submit");
        Assert.That(recorder.Started.Select(activity => activity.ParentSpanId), Has.All.EqualTo(default(ActivitySpanId)));
    }

    /// <summary>If the connections aren't the client's own, samplers that follow the parent leave the polls out, as OpenTelemetry's does.</summary>
    [TestCase("handler")]
    [TestCase("old handler")]
    [TestCase("container")]
    public async Task Those_of_other_connections_are_exported_by_nobody(string door)
    {
        using TelemetryRecorder telemetry = new(Http);
        await using ContainerCloud cloud = await ContainerCloud.StartAsync(TimeSpan.FromSeconds(1));
        await using ServiceProvider provider = ContainerCloud.Build(services => services.AddCloudStackClient(cloud.Configure));
        CloudStackClientOptions options = new();
        cloud.Configure(options);
        using HttpMessageHandler handler = door == "old handler" ? new HttpClientHandler() : new SocketsHttpHandler();
        await using CloudStackClient own = new(options, handler);
        ICloudStackClient client = door == "container" ? provider.GetRequiredService<ICloudStackClient>() : own;

        await DeployAsync(client, cloud.Parts, jobs: 2);

        Activity[] http = [.. telemetry.Activities.Where(activity => activity.Source.Name == Http)];
        Assert.That(http, Has.Length.EqualTo(2));
        Assert.That(http.Select(activity => activity.ParentSpanId), Is.EquivalentTo(telemetry.Activities.Where(activity => activity.DisplayName == "deployVirtualMachine").Select(activity => activity.SpanId)));
    }

    [Test]
    public async Task They_make_them_where_that_is_asked_for()
    {
        using Recorder recorder = new();
        await using SocketCloud cloud = await SocketCloud.StartAsync(configure: options => options.TracePolls = true);

        int polls = await DeployAsync(cloud.Client, cloud.Parts, jobs: 1);

        Assert.That(recorder.Started, Has.Count.GreaterThan(polls));
    }

    /// <summary>A look-up belongs to its submit, and appears in the submit's trace.</summary>
    [Test]
    public async Task Look_ups_stay_in_the_trace_of_their_call()
    {
        using TelemetryRecorder telemetry = new(Http);
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        cloud.Engine.Faults.Add(Simulator.Fault.LoseAnswer, "deployVirtualMachine", times: 1);

        _ = await cloud.Client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("m"));

        Activity call = telemetry.Single("deployVirtualMachine");
        Activity[] http = [.. telemetry.Activities.Where(activity => activity.Source.Name == Http)];
        Assert.That(http, Has.Length.GreaterThanOrEqualTo(2));
        Assert.That(http.Select(activity => activity.ParentSpanId), Has.All.EqualTo(call.SpanId));
    }

    [Test]
    public async Task A_query_that_the_caller_sends_is_a_call_like_any_other()
    {
        using Recorder recorder = new();
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        JobHandle<VirtualMachine> job = await cloud.Client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("m"));

        await job.QueryAsync();

        Assert.That(recorder.Started, Has.Count.EqualTo(2));
    }

    /// <summary>Callers' code that runs during waits isn't affected: its traces are its own.</summary>
    [Test]
    public async Task What_a_progress_listener_traces_begins_traces_as_ever()
    {
        using ActivitySource source = new("listener");
        using TelemetryRecorder telemetry = new(Http, "listener");
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        JobHandle<VirtualMachine> job = await cloud.Client.VirtualMachines.DeployVirtualMachineAsync(cloud.Parts.Deploy("m"));

        await job.WaitForCompletionAsync(new JobWaitOptions { Polling = cloud.Client.Polling, Progress = new Listener(() => source.StartActivity("told")?.Dispose()) });

        Activity[] told = [.. telemetry.Activities.Where(activity => activity.DisplayName == "told")];
        Assert.That(told, Is.Not.Empty);
        Assert.That(told.Select(activity => activity.ParentSpanId), Has.All.EqualTo(default(ActivitySpanId)));
    }

    /// <summary>Without a listener, nothing is created at all.</summary>
    [Test]
    public async Task Without_a_listener_there_is_no_activity_around_a_poll()
    {
        List<Activity?> seen = [];
        await using SocketCloud cloud = await SocketCloud.StartAsync(outerHandlers: inner => new Watcher(inner, seen));

        await DeployAsync(cloud.Client, cloud.Parts, jobs: 1);

        Assert.That(seen, Has.All.Null);
    }

    private static async Task<int> DeployAsync(ICloudStackClient client, CloudParts parts, int jobs)
    {
        JobHandle<VirtualMachine>[] handles = await Task.WhenAll(Enumerable.Range(0, jobs).Select(i => client.VirtualMachines.DeployVirtualMachineAsync(parts.Deploy($"m{i}"))));
        JobResult<VirtualMachine>[] results = await Task.WhenAll(handles.Select(handle => handle.WaitForCompletionAsync()));
        Assert.That(results.Select(result => result.IsSuccess), Has.All.True);
        return results.Sum(result => result.Polls);
    }

    /// <summary>Records all activities of HttpClient, like a listener without a sampler.</summary>
    private sealed class Recorder : IDisposable
    {
        private readonly List<Activity> _started = [];
        private readonly ActivityListener _listener;

        public Recorder()
        {
            _listener = new ActivityListener
            {
                ShouldListenTo = static source => source.Name == Http,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStarted = activity =>
                {
                    lock (_started)
                    {
                        _started.Add(activity);
                    }
                },
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public IReadOnlyList<Activity> Started
        {
            get
            {
                lock (_started)
                {
                    return [.. _started];
                }
            }
        }

        public void Dispose() => _listener.Dispose();
    }

    private sealed class Listener(Action tell) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => tell();
    }

    private sealed class Watcher(HttpMessageHandler inner, List<Activity?> seen) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add(Activity.Current);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
