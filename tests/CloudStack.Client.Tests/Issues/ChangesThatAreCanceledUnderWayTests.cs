using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A token that fires after a change was sent used to cause a plain <see cref="OperationCanceledException"/>: the id that the
/// client had chosen for the job was lost, and with it the only way to find out what happened to the change.
/// </summary>
public class ChangesThatAreCanceledUnderWayTests
{
    private static readonly TestCaseData[] Answers =
    [
        new TestCaseData((Func<HttpResponseMessage>)StubHandler.Hang).SetArgDisplayNames("no answer yet"),
        new TestCaseData((Func<HttpResponseMessage>)AwayServer.Reset).SetArgDisplayNames("a broken connection"),
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Html(502))).SetArgDisplayNames("a page of a proxy"),
        new TestCaseData((Func<HttpResponseMessage>)(() => StubHandler.Error(429, "please retry after [60000] ms.", 9999))).SetArgDisplayNames("too often"),
        new TestCaseData((Func<HttpResponseMessage>)Pages.Container).SetArgDisplayNames("a server that starts"),
    ];

    [TestCaseSource(nameof(Answers))]
    public async Task A_job_comes_with_the_token_that_leads_to_it(Func<HttpResponseMessage> answer)
    {
        foreach (CommandKind kind in (CommandKind[])[CommandKind.Job, CommandKind.CreateJob])
        {
            await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult" ? StubHandler.Hang() : answer());
            using CancellationTokenSource cancel = new();
            Task call = SendAsync(cloud.Client, kind, cancel.Token);
            await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(1));

            await cancel.CancelAsync();

            CommandCanceledException e = (await Assert.ThrowsAsync<CommandCanceledException>(() => call))!;
            Assert.That((e.Command, e.CancellationToken), Is.EqualTo((KindOfCall.CommandOf(kind), cancel.Token)));
            Assert.That(e.Token!.Value.JobId, Is.EqualTo(cloud.Handler.Requests[0]["customjobid"]));
            Assert.That(cloud.Client.Jobs.Resume(e.Token!.Value).JobId, Is.EqualTo(e.Token!.Value.JobId));
        }
    }

    [Test]
    public async Task A_synchronous_change_names_its_command()
    {
        await using StubCloud cloud = new(_ => StubHandler.Hang());
        using CancellationTokenSource cancel = new();
        Task call = SendAsync(cloud.Client, CommandKind.Write, cancel.Token);
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(1));

        await cancel.CancelAsync();

        CommandCanceledException e = (await Assert.ThrowsAsync<CommandCanceledException>(() => call))!;
        Assert.That((e.Command, e.Token, e.CancellationToken), Is.EqualTo(("createNetwork", (JobToken?)null, cancel.Token)));
    }

    [Test]
    public async Task What_has_not_left_is_cancelled_like_anything_else([Values(CommandKind.Write, CommandKind.Job, CommandKind.CreateJob)] CommandKind kind)
    {
        await using StubCloud cloud = new(_ => StubHandler.Hang());

        OperationCanceledException e = (await Assert.CatchAsync<OperationCanceledException>(() => SendAsync(cloud.Client, kind, new CancellationToken(canceled: true))))!;

        Assert.That(e, Is.Not.InstanceOf<CommandCanceledException>());
        Assert.That(cloud.Handler.Requests, Is.Empty);
    }

    [Test]
    public async Task A_server_that_cannot_be_reached_has_received_nothing([Values(CommandKind.Write, CommandKind.Job, CommandKind.CreateJob)] CommandKind kind)
    {
        await using StubCloud cloud = new(_ => AwayServer.NoConnection());
        using CancellationTokenSource cancel = new();
        Task call = SendAsync(cloud.Client, kind, cancel.Token);
        await cloud.Clock.RunForAsync(TimeSpan.FromMilliseconds(100));
        Assert.That(cloud.Handler.Requests, Is.Not.Empty);

        await cancel.CancelAsync();

        OperationCanceledException e = (await Assert.CatchAsync<OperationCanceledException>(() => call))!;
        Assert.That(e, Is.Not.InstanceOf<CommandCanceledException>());
        Assert.That(e.CancellationToken, Is.EqualTo(cancel.Token));
    }

    private static Task SendAsync(CloudStackClient client, CommandKind kind, CancellationToken cancellationToken) => kind switch
    {
        CommandKind.Write => client.Networks.CreateNetworkAsync(new() { Name = "n", NetworkOfferingId = "o", ZoneId = "z" }, cancellationToken),
        CommandKind.Job => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }, cancellationToken),
        _ => client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o" }, cancellationToken),
    };
}
