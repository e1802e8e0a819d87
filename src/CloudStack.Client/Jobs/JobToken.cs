using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using CloudStack.Client.Jobs;

namespace CloudStack.Client;

/// <summary>
/// A short text that leads to a job from anywhere: store it, and resume the job in another process. It contains the job's id, the
/// command, the resource's id, the time of the submission, and the host of the endpoint, but no secret.
/// </summary>
/// <remarks>
/// A token can be created before the submission: choose <see cref="JobCommandRequest.CustomJobId"/>, store the token that
/// <see cref="Create"/> returns, and then submit the command. A crash in between loses nothing, and submitting again with the same
/// id is safe while the server keeps the job.
/// <para>
/// In JSON, a token in one of the caller's objects is a string, also with source-generated contexts and as the key of a dictionary.
/// An empty token is null. Store tokens, not handles: a <see cref="JobHandle"/> belongs to its client and can't be read back.
/// </para>
/// </remarks>
[DebuggerDisplay("{Command,nq} (job {JobId,nq})")]
[JsonConverter(typeof(JobTokenJsonConverter))]
[TypeConverter(typeof(JobTokenTypeConverter))]
public readonly struct JobToken : IParsable<JobToken>, IEquatable<JobToken>
{
    private const string Prefix = "csj1.";
    internal const string NoTokenText = $"This is not a job token. A token starts with '{Prefix}' and must be complete.";

    internal JobToken(string? jobId, string? command, string? resourceId, DateTimeOffset submittedAt, string? host)
    {
        JobId = jobId;
        Command = command;
        ResourceId = resourceId;
        SubmittedAt = submittedAt;
        Host = host;
    }

    /// <summary>The job's id; null in an empty token, and in the token of a command that the server answered without a job.</summary>
    public string? JobId { get; }

    /// <summary>The command that started the job; null if unknown.</summary>
    public string? Command { get; }

    /// <summary>The id of the entity that a create command created; null if there is none or it isn't known yet.</summary>
    public string? ResourceId { get; }

    /// <summary>
    /// When the command was submitted, in milliseconds. For a token that was created before the submission, when it was created.
    /// </summary>
    public DateTimeOffset SubmittedAt { get; }

    /// <summary>The host name of the endpoint; null if the token isn't bound to a host.</summary>
    public string? Host { get; }

    /// <summary>Creates a token for a job that is about to be submitted.</summary>
    /// <param name="customJobId">The id that the request will have in <see cref="JobCommandRequest.CustomJobId"/>, a UUID.</param>
    /// <param name="command">The command.</param>
    /// <param name="endpoint">The client's endpoint; null to leave the token unbound.</param>
    /// <param name="timeProvider">Provides the time; null for the system clock.</param>
    /// <returns>The token.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="customJobId"/> isn't a UUID.</exception>
    public static JobToken Create(string customJobId, string command, Uri? endpoint = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(command);
        return new JobToken(
            Jobs.JobIds.Normalize(customJobId, nameof(customJobId)),
            command,
            resourceId: null,
            (timeProvider ?? TimeProvider.System).GetUtcNow(),
            endpoint?.Host);
    }

    /// <summary>Parses the text form of a token.</summary>
    /// <param name="s">The text.</param>
    /// <returns>The token.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="s"/> is null.</exception>
    /// <exception cref="FormatException">The text isn't a token of a known version.</exception>
    public static JobToken Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out JobToken token)
            ? token
            : throw new FormatException(NoTokenText);
    }

    /// <summary>Tries to parse the text form of a token.</summary>
    /// <param name="s">The text; null isn't a token.</param>
    /// <param name="result">The token.</param>
    /// <returns>Whether the text is a token of a known version.</returns>
    public static bool TryParse([NotNullWhen(true)] string? s, out JobToken result)
    {
        result = default;
        if (s is null || !s.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        try
        {
            string base64 = s[Prefix.Length..].Replace('-', '+').Replace('_', '/');
            byte[] json = Convert.FromBase64String(base64.PadRight((base64.Length + 3) / 4 * 4, '='));
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "j") is not { Length: > 0 } jobId)
            {
                return false;
            }

            DateTimeOffset submittedAt = root.TryGetProperty("t", out JsonElement time) && time.TryGetInt64(out long milliseconds)
                ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                : DateTimeOffset.UnixEpoch;
            result = new JobToken(jobId, Text(root, "c") is { Length: > 0 } command ? command : null, Text(root, "r"), submittedAt, Text(root, "h"));
            return true;
        }
        catch (Exception e) when (e is FormatException or JsonException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return false;
        }
    }

    /// <summary>Returns the text form: <c>csj1.</c> followed by base64url.</summary>
    /// <returns>The text. Parsing it returns an equal token.</returns>
    public override string ToString()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("j", JobId ?? "");
            writer.WriteString("c", Command ?? "");
            if (ResourceId is not null)
            {
                writer.WriteString("r", ResourceId);
            }

            writer.WriteNumber("t", SubmittedAt.ToUnixTimeMilliseconds());
            if (Host is not null)
            {
                writer.WriteString("h", Host);
            }

            writer.WriteEndObject();
        }

        return Prefix + Convert.ToBase64String(stream.GetBuffer(), 0, (int)stream.Length).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    /// <inheritdoc/>
    public bool Equals(JobToken other) =>
        JobId == other.JobId && Command == other.Command && ResourceId == other.ResourceId && Host == other.Host
        && SubmittedAt.ToUnixTimeMilliseconds() == other.SubmittedAt.ToUnixTimeMilliseconds();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JobToken other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(JobId, Command, ResourceId, Host);

    /// <summary>Returns whether two tokens lead to the same job and contain the same information about it.</summary>
    /// <param name="left">One token.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(JobToken left, JobToken right) => left.Equals(right);

    /// <summary>Returns whether two tokens differ.</summary>
    /// <param name="left">One token.</param>
    /// <param name="right">The other.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(JobToken left, JobToken right) => !left.Equals(right);

    static JobToken IParsable<JobToken>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<JobToken>.TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out JobToken result) => TryParse(s, out result);

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
