using System.Text;
using CloudStack.Client.Http;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;

namespace CloudStack.Client.ReplayTests;

/// <summary>Every request that was signed for a real server, signed again.</summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class SigningTests(RecordingSet set)
{
    /// <summary>Invariant, dotted and dotless i, other separators, another calendar and other digits.</summary>
    private static readonly string[] Cultures = ["", "tr-TR", "de-DE", "ar-SA"];

    [Test]
    public void There_are_as_many_vectors_as_were_recorded() =>
        Assert.That(set.Vectors, Has.Count.EqualTo(set.IsFull ? 2104 : RecordingChoice.Vectors));

    [TestCaseSource(nameof(Cultures))]
    public void Every_recorded_string_and_signature_is_reproduced(string culture)
    {
        using CultureScope scope = new(culture);
        Problems problems = new();
        foreach (SigningVector vector in set.Vectors)
        {
            problems.ExpectEqual($"line {vector.Line}", "the string to sign", RequestSigner.Canonicalize(vector.Pairs), vector.Canonical);
            problems.ExpectEqual($"line {vector.Line}", "the signature", RequestSigner.Sign(vector.Pairs, Encoding.UTF8.GetBytes(vector.Secret)), vector.Signature);
        }

        problems.AssertNone();
    }

    [TestCaseSource(nameof(Cultures))]
    public async Task A_request_of_the_whole_client_is_signed_as_the_server_will_check_it(string culture)
    {
        using CultureScope scope = new(culture);
        Problems problems = new();
        int sent = 0;
        foreach (SigningVector vector in set.Vectors.Where((vector, index) => !set.IsFull || index % 20 == 0 || IsUnusual(vector)))
        {
            if (await SendAsync(vector) is { } request)
            {
                sent++;
                Check(vector, request, problems);
            }
        }

        problems.AssertNone();
        Assert.That(sent, Is.GreaterThan(140));
    }

    private static void Check(SigningVector vector, SentRequest request, Problems problems)
    {
        string where = $"line {vector.Line}";
        string canonical = IndependentSignature.Canonical(request.Pairs);
        problems.ExpectEqual(where, "the signature", request["signature"], IndependentSignature.Sign(canonical, vector.Secret));
        problems.ExpectEqual(where, "apikey", request["apikey"], Value(vector, "apikey"));
        problems.ExpectEqual(where, "signatureversion", request["signatureversion"], "3");
        problems.ExpectEqual(where, "expires", request["expires"], "2030-01-01T00:10:00+0000");
        problems.ExpectEqual(where, "response", request["response"], "json");
        foreach ((string name, string value) in Parameters(vector))
        {
            if (!request.Pairs.Contains(new(name, value)))
            {
                problems.Add(where, $"{name}={value} wasn't sent like this");
            }
        }

        problems.ExpectEqual(where, "the number of parameters", request.Pairs.Count, Parameters(vector).Count() + 6);
    }

    private static async Task<SentRequest?> SendAsync(SigningVector vector)
    {
        // Sending a name twice was an experiment with the server; the client never does that.
        bool repeats = vector.Pairs.DistinctBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).Count() < vector.Pairs.Count;
        if (repeats || Value(vector, "command") is not { Length: > 0 } command || Value(vector, "apikey") is not { } apiKey)
        {
            return null;
        }

        using ReplayHandler handler = new(_ => Answers.EmptyList);
        CloudStackClientOptions options = new()
        {
            Endpoint = new Uri("http://cloud.example.org/client/api"),
            ApiKey = apiKey,
            SecretKey = vector.Secret,
            MaxRetries = 0,
        };
        await using CloudStackClient client = new(options, handler, loggerFactory: null, new Simulator.ManualTimeProvider());
        await client.Commands.SendAsync(command, Parameters(vector));
        return handler.Requests.Single();
    }

    private static bool IsUnusual(SigningVector vector) =>
        vector.Pairs.Any(pair => pair.Key.Contains('[', StringComparison.Ordinal) || pair.Value.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')));

    private static IEnumerable<KeyValuePair<string, string>> Parameters(SigningVector vector) => vector.Pairs.Where(
        pair => pair.Key.ToUpperInvariant() is not ("COMMAND" or "RESPONSE" or "APIKEY" or "SIGNATUREVERSION" or "EXPIRES" or "SIGNATURE" or "SESSIONKEY"));

    private static string? Value(SigningVector vector, string name) =>
        vector.Pairs.SingleOrDefault(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
