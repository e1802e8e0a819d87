using System.Reflection;
using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;
using CloudStack.Client.ReplayTests.Typed;
using Refit;

namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>Every command of the catalog is sent through its typed method; the request must match the catalog.</summary>
public sealed class RequestWalkTests
{
    private const int Commands = 973;
    private const int SecondMethods = 4;
    private const string NotFound = """{"queryasyncjobresultresponse":{"uuidList":[],"errorcode":431,"cserrorcode":9999,"errortext":"Invalid parameter jobid value=x due to incorrect long value format, or entity does not exist"}}""";

    private static readonly string[] Protocol = ["apikey", "command", "expires", "response", "signature", "signatureversion"];

    [Test]
    public async Task Every_parameter_of_every_command_is_sent_as_the_catalog_says([Values("", "tr-TR", "ar-SA")] string culture)
    {
        using CultureScope scope = new(culture);

        Assert.That(await SendAllAsync(ParameterChoice.All), Is.EqualTo(Commands + SecondMethods));
    }

    [Test]
    public async Task Nothing_but_the_required_parameters_is_sent_where_no_other_is_set([Values(ParameterChoice.Required, ParameterChoice.Nulls)] ParameterChoice choice) =>
        Assert.That(await SendAllAsync(choice), Is.EqualTo(Commands + SecondMethods));

    [Test]
    public void Every_method_returns_what_the_catalog_says_and_there_are_no_others()
    {
        Problems problems = new();
        HashSet<MethodInfo> met = [];
        foreach (TypedMethod method in TypedMethod.All())
        {
            met.Add(method.Method);
            problems.ExpectEqual(method, "the return type", Name(method.ReturnType), ExpectedReturn(method));
            problems.ExpectEqual(method, "that a request is demanded", method.IsRequestRequired, method.Command.Declared.Any(parameter => parameter.Required));
            CommandAttribute attribute = method.Request.GetCustomAttribute<CommandAttribute>()!;
            HttpMethodAttribute route = method.Method.GetCustomAttribute<HttpMethodAttribute>()!;
            problems.ExpectEqual(method, "the route", $"{route.Method} {route.Path}", $"{(method.Command.Kind == "read" ? "GET" : "POST")} ?command={method.Command.Name}");
            problems.ExpectEqual(method, "the type of the request", ExpectedBase(method.ReturnType), Name(method.Request.BaseType!));
            problems.ExpectEqual(method, "the command", attribute.Name, method.Command.Name);
            problems.ExpectEqual(method, "the kind", attribute.Kind.ToString(), char.ToUpperInvariant(method.Command.Kind[0]) + method.Command.Kind[1..]);
        }

        IEnumerable<MethodInfo> all = typeof(ICloudStackClient).GetProperties()
            .Where(property => property.PropertyType.Namespace == "CloudStack.Client.Apis")
            .SelectMany(property => property.PropertyType.GetMethods());
        problems.AssertNone();
        Assert.That(all.Where(method => !met.Contains(method)), Is.Empty);
        Assert.That(ApiFacts.Instance.Commands, Has.Count.EqualTo(Commands));
        Assert.That(met, Has.Count.EqualTo(Commands + SecondMethods));
    }

    private static string ExpectedReturn(TypedMethod method)
    {
        CommandFacts command = method.Command;
        string? model = method.Response is null ? null : ApiFacts.Instance.Class(method.Response).Pascal;

        // ldapConfig returns an object or a list of the same class, so the result is always a list.
        bool isList = command.Alternatives.Count > 0
            ? command.Alternatives.Any(alternative => alternative.Response == method.Response && alternative.Result == "list")
            : command.Result == "list";
        return (command.Async, model, isList) switch
        {
            (true, null, _) => "Task<JobHandle>",
            (true, _, true) => $"Task<JobHandle<JobList<{model}>>>",
            (true, _, false) => $"Task<JobHandle<{model}>>",
            (false, null, _) => "Task",
            (false, _, true) => command is { Kind: "read", Paged: true } ? $"PagedQuery<{model}>" : $"Task<IReadOnlyList<{model}>>",
            (false, _, false) => $"Task<{model}>",
        };
    }

    /// <summary>The base class of a request determines the return type of the method.</summary>
    private static string ExpectedBase(Type returnType)
    {
        string name = Name(returnType);
        return name switch
        {
            "Task" => "CommandRequest",
            "Task<JobHandle>" => "JobCommandRequest",
            _ when name.StartsWith("Task<JobHandle<", StringComparison.Ordinal) => $"JobCommandRequest<{name["Task<JobHandle<".Length..^2]}>",
            _ when name.StartsWith("Task<IReadOnlyList<", StringComparison.Ordinal) => $"ListCommandRequest<{name["Task<IReadOnlyList<".Length..^2]}>",
            _ when name.StartsWith("PagedQuery<", StringComparison.Ordinal) => $"QueryRequest<{name["PagedQuery<".Length..^1]}>",
            _ => $"CommandRequest<{name["Task<".Length..^1]}>",
        };
    }

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;

    private static async Task<int> SendAllAsync(ParameterChoice choice)
    {
        await using TypedCloud cloud = new();
        Problems problems = new();
        int sent = 0;
        foreach (TypedMethod method in TypedMethod.All())
        {
            FilledRequest filled = FilledRequest.Of(method, choice);
            string? jobId = null;
            if (choice == ParameterChoice.All && filled.Request is JobCommandRequest job)
            {
                // The server accepts no capital letters in it.
                jobId = Guid.NewGuid().ToString();
                typeof(JobCommandRequest).GetProperty(nameof(JobCommandRequest.CustomJobId))!.SetValue(job, jobId.ToUpperInvariant());
            }

            // If nothing is required, the shortest form is no request at all.
            CommandRequest? request = choice == ParameterChoice.Required && !method.IsRequestRequired ? null : filled.Request;
            DateTimeOffset before = cloud.Clock.GetUtcNow();
            await cloud.RunAsync(method, request, arrived => Answer(method.Command, arrived), waits: false);
            List<SentRequest> requests = [.. cloud.Requests.Where(arrived => arrived.Command != JobReplay.Query || method.Command.Name == JobReplay.Query)];
            problems.ExpectEqual(method, "the number of requests", requests.Count, 1);
            Expect(method, filled, jobId, requests[0], before, problems);
            sent++;
        }

        problems.AssertNone();
        return sent;
    }

    private static RecordedAnswer Answer(CommandFacts command, SentRequest request)
    {
        if (request.Command == JobReplay.Query && command.Name != JobReplay.Query)
        {
            return Answers.Json(NotFound, 431);
        }

        return command.Async ? Answers.Json($$$"""{"answer":{"jobid":"{{{request["customjobid"]}}}"}}""") : Answers.Json("""{"answer":{"any":{}}}""");
    }

    private static void Expect(TypedMethod method, FilledRequest filled, string? jobId, SentRequest request, DateTimeOffset before, Problems problems)
    {
        CommandFacts command = method.Command;
        List<KeyValuePair<string, string>> expected = [.. filled.Expected, new("command", command.Name), new("response", "json"), new("apikey", TypedCloud.ApiKey), new("signatureversion", "3")];
        if (command.IsQuery)
        {
            expected.AddRange([new("page", "1"), new("pagesize", "500")]);
        }

        if (command.Async)
        {
            string id = request["customjobid"] ?? "";
            expected.Add(new("customjobid", jobId ?? id));
            problems.ExpectEqual(method, "that the job's id is a UUID in lower case", Guid.TryParseExact(id, "D", out _) && !id.Any(char.IsAsciiLetterUpper), true);
        }

        problems.ExpectEqual(method, "what was sent", Sorted(request.Pairs.Where(pair => pair.Key is not ("expires" or "signature"))), Sorted(expected));
        problems.ExpectEqual(method, "the protocol's parameters", request.Pairs.Select(pair => pair.Key).Intersect(Protocol).Order(StringComparer.Ordinal), Protocol);
        DateTimeOffset expires = BodyJson.Date(request["expires"]!);
        problems.ExpectEqual(method, "that it expires in time", expires > before && expires < before + TimeSpan.FromMinutes(15) && request["expires"]!.EndsWith("+0000", StringComparison.Ordinal), true);
        string canonical = IndependentSignature.Canonical(request.Pairs);
        problems.ExpectEqual(method, "the signature", request["signature"], IndependentSignature.Sign(canonical, TypedCloud.SecretKey));
    }

    private static List<string> Sorted(IEnumerable<KeyValuePair<string, string>> pairs) =>
        pairs.Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal).ToList();
}
