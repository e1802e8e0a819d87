using CloudStack.Client.Generation;

namespace CloudStack.Client.SourceGenerator.Tests.Behaviour;

/// <summary>What requests say about the commands that they represent.</summary>
public partial class CommandTests
{
    [Test]
    public void Command_carries_what_the_attribute_says_and_defaults_otherwise() => Assert.That(
        new CommandRequest[] { new WriteEverythingRequest(), new ListGaugesRequest(), new AddGaugesRequest(), new PingRequest() }
            .Select(request => request.Command)
            .Select(command => (command.Name, command.IsFlat, command.ResultKey, command.HasSensitiveRequest, command.HasSensitiveResponse)),
        Is.EqualTo(new (string, bool, string?, bool, bool)[]
        {
            ("createGauge", false, null, true, false),
            ("listGauges", false, "gauge", false, false),
            ("addGauges", false, null, false, true),
            ("ping", true, null, false, false),
        }));

    [Test]
    public void Kind_is_the_declared_one_or_follows_from_the_answer() => Assert.That(
        new CommandRequest[]
        {
            new WriteEverythingRequest(), new MoveGaugesRequest(), new PurgeGaugesRequest(), new ListGaugesRequest(), new AddGaugesRequest(),
            new LockGaugesRequest(), new GetGaugeRequest(), new PingRequest(),
        }.Select(request => request.Command.Kind),
        Is.EqualTo(new[]
        {
            CommandKind.CreateJob, CommandKind.Job, CommandKind.Job, CommandKind.Read, CommandKind.Write,
            CommandKind.Write, CommandKind.Read, CommandKind.Write,
        }));

    [Test]
    public void Command_is_described_once()
    {
        PingRequest first = new();
        PingRequest second = new();

        Assert.That(second.Command, Is.SameAs(first.Command));
    }

    [Test]
    public void Command_of_a_base_class_is_inherited_with_its_parameters() => Assert.Multiple(() =>
    {
        Assert.That(new LateRequest().Command, Is.SameAs(new EarlyRequest().Command));
        Assert.That(Support.Wire.Write(new LateRequest { Id = "1", Name = "n" }), Is.EqualTo(new[] { "id=1", "name=n" }));
    });

    [Test]
    public void Command_and_parameters_written_by_hand_are_left_alone()
    {
        HandWrittenRequest request = new() { Id = "1" };

        Assert.Multiple(() =>
        {
            Assert.That(request.Command.Name, Is.EqualTo("byHand"));
            Assert.That(Support.Wire.Write(request), Is.EqualTo(new[] { "own=1" }));
        });
    }

    [Command("early")]
    internal partial class EarlyRequest : CommandRequest
    {
        public string? Id { get; init; }
    }

    internal sealed partial class LateRequest : EarlyRequest
    {
        public string? Name { get; init; }
    }

    internal sealed class HandWrittenRequest : CommandRequest
    {
        private static readonly CommandDescriptor Description = new("byHand", CommandKind.Write);

        public string? Id { get; init; }

        protected override CommandDescriptor DescribeCommand() => Description;

        protected override void WriteParameters(ref ParameterWriter writer) => writer.Write("own", Id);
    }
}
