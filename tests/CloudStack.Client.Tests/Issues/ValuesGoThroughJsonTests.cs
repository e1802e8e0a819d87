using System.Collections.Immutable;
using System.ComponentModel;
using System.Text.Json;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// System.Text.Json writes a value type whose values are set by its constructor, and reads it back empty, without an error
/// (dotnet/runtime#82929). A job token in a caller's object used to lose the job that way. Every value that a caller may keep in an
/// object survives a round trip through JSON, with reflection and with generated contexts.
/// </summary>
public partial class ValuesGoThroughJsonTests
{
    private const string Id = "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44";

    private static readonly JobToken Token = new(Id, "deployVirtualMachine", "7a1e", DateTimeOffset.FromUnixTimeMilliseconds(1_767_323_045_678), "cloud.example.org");

    private static readonly JsonSerializerOptions[] Serializers =
    [
        new(),
        new(JsonSerializerDefaults.Web),
        new() { TypeInfoResolver = Context.Default },
    ];

    [TestCaseSource(nameof(Serializers))]
    public void A_token_in_an_object_comes_back(JsonSerializerOptions options)
    {
        Kept kept = new()
        {
            Token = Token,
            Maybe = Token,
            Tokens = [Token, JobToken.Create(Id, "startVirtualMachine")],
            ByToken = new() { [Token] = "mine" },
            Hint = new JobHint(Id, "7a1e"),
        };

        Kept read = JsonSerializer.Deserialize<Kept>(JsonSerializer.Serialize(kept, options), options)!;

        Assert.Multiple(() =>
        {
            Assert.That((read.Token, read.Maybe, read.Hint), Is.EqualTo((Token, (JobToken?)Token, kept.Hint)));
            Assert.That(read.Tokens, Is.EqualTo(kept.Tokens));
            Assert.That(read.ByToken, Is.EqualTo(kept.ByToken));
        });
    }

    [TestCaseSource(nameof(Serializers))]
    public void A_token_is_its_text_in_JSON(JsonSerializerOptions options)
    {
        Assert.That(JsonSerializer.Serialize(Token, options), Is.EqualTo($"\"{Token}\""));
        Assert.That(JsonSerializer.Deserialize<JobToken>($"\"{Token}\"", options), Is.EqualTo(Token));
    }

    [TestCaseSource(nameof(Serializers))]
    public void No_token_is_null_and_comes_back(JsonSerializerOptions options)
    {
        Assert.That(JsonSerializer.Serialize(default(JobToken), options), Is.EqualTo("null"));
        Assert.That(JsonSerializer.Deserialize<JobToken>("null", options), Is.EqualTo(default(JobToken)));
        Assert.That(JsonSerializer.Deserialize<JobToken?>("null", options), Is.Null);
        Assert.That(JsonSerializer.Deserialize<Kept>(JsonSerializer.Serialize(new Kept(), options), options)!.Token, Is.EqualTo(default(JobToken)));
    }

    [TestCase("\"\"")]
    [TestCase("\"csj1.\"")]
    [TestCase("\"csj9.eyJqIjoiYSJ9\"")]
    [TestCase("\"very-private-text\"")]
    [TestCase("5")]
    [TestCase("true")]
    [TestCase("[]")]
    [TestCase("{\"JobId\":\"very-private-text\",\"Command\":\"x\"}")]
    public void Other_JSON_is_refused_without_being_repeated(string json)
    {
        JsonException e = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Kept>($"{{\"Token\":{json}}}"))!;

        Assert.That(e.Message, Does.Contain("job token").And.Contain("'csj1.'").And.Not.Contain("private"));
        Assert.That(e.Path, Is.EqualTo("$.Token"));
    }

    [Test]
    public void A_key_that_is_no_token_is_refused_without_being_repeated()
    {
        JsonException e = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Dictionary<JobToken, int>>("{\"very-private-text\":1}"))!;

        Assert.That(e.Message, Does.Contain("job token").And.Not.Contain("private"));
    }

    [Test]
    public void A_key_needs_a_token() =>
        Assert.That(() => JsonSerializer.Serialize(new Dictionary<JobToken, int> { [default] = 1 }), Throws.InstanceOf<JsonException>().With.Message.Contains("empty"));

    /// <summary>Configuration binding, property grids, and Json.NET use it.</summary>
    [Test]
    public void A_token_goes_through_its_type_converter()
    {
        TypeConverter converter = TypeDescriptor.GetConverter(typeof(JobToken));

        Assert.Multiple(() =>
        {
            Assert.That(converter.CanConvertFrom(typeof(string)));
            Assert.That(converter.ConvertToInvariantString(Token), Is.EqualTo(Token.ToString()));
            Assert.That(converter.ConvertFromInvariantString(Token.ToString()), Is.EqualTo(Token));
            Assert.That(() => converter.ConvertFromInvariantString("very-private-text"), Throws.TypeOf<FormatException>().With.Message.Not.Contain("private"));
        });
    }

    [TestCaseSource(nameof(Serializers))]
    public void Other_values_come_back(JsonSerializerOptions options)
    {
        JobSnapshot snapshot = new() { JobId = Id, Status = JobStatus.Failed, RawStatus = 2, RawResult = new byte[] { 1, 2 }, Error = new JobError(530, "broken", ErrorKind.Internal) };
        JobProgress progress = new(JobStatus.Pending, TimeSpan.FromSeconds(3), 4, snapshot);

        JobHint hint = JsonSerializer.Deserialize<JobHint>(JsonSerializer.Serialize(new JobHint(Id, null), options), options);
        JobProgress read = JsonSerializer.Deserialize<JobProgress>(JsonSerializer.Serialize(progress, options), options);
        SuccessResult success = JsonSerializer.Deserialize<SuccessResult>(JsonSerializer.Serialize(new SuccessResult { Success = true, Details = "d" }, options), options)!;

        Assert.Multiple(() =>
        {
            Assert.That(hint, Is.EqualTo(new JobHint(Id, null)));
            Assert.That((read.Status, read.Elapsed, read.Polls), Is.EqualTo((progress.Status, progress.Elapsed, progress.Polls)));
            Assert.That((read.Snapshot!.JobId, read.Snapshot.Status, read.Snapshot.RawStatus, read.Snapshot.Error), Is.EqualTo((Id, JobStatus.Failed, (int?)2, snapshot.Error)));
            Assert.That(read.Snapshot.RawResult.ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
            Assert.That((success.Success, success.Details), Is.EqualTo((true, "d")));
        });
    }

    /// <summary>A handle belongs to its client. Reading it back is an error, instead of returning an empty one.</summary>
    [Test]
    public void A_handle_is_not_read_back()
    {
        JobHandle<SuccessResult> handle = JobHandle<SuccessResult>.FromResult(JobResult<SuccessResult>.Success(new SuccessResult { Success = true }));

        Assert.That(() => JsonSerializer.Deserialize<JobHandle<SuccessResult>>(JsonSerializer.Serialize(handle)), Throws.TypeOf<NotSupportedException>());
    }

    public sealed class Kept
    {
        public JobToken Token { get; set; }

        public JobToken? Maybe { get; init; }

        public ImmutableArray<JobToken> Tokens { get; init; } = [];

        public Dictionary<JobToken, string> ByToken { get; init; } = [];

        public JobHint Hint { get; init; }
    }

    [System.Text.Json.Serialization.JsonSerializable(typeof(Kept))]
    [System.Text.Json.Serialization.JsonSerializable(typeof(JobToken?))]
    [System.Text.Json.Serialization.JsonSerializable(typeof(JobProgress))]
    [System.Text.Json.Serialization.JsonSerializable(typeof(SuccessResult))]
    private sealed partial class Context : System.Text.Json.Serialization.JsonSerializerContext;
}
