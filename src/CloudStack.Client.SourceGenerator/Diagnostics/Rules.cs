using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Diagnostics;

/// <summary>Everything that the generator can say. Ids are never reused.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor UnsupportedReturnType = Error(
        "CSC001",
        "Unsupported return type",
        "'{0}' returns '{1}'; a command returns Task, Task<T>, Task<IReadOnlyList<T>>, Task<JobHandle>, Task<JobHandle<T>> or PagedQuery<T>");

    public static readonly DiagnosticDescriptor MissingCommand = Error(
        "CSC002",
        "Missing [Command]",
        "'{0}' has no [Command]; every request class names the command that it stands for");

    public static readonly DiagnosticDescriptor GenericInterface = Error(
        "CSC004",
        "Generic interface",
        "'{0}' takes its parameters one by one, which a method of a generic interface cannot; give it a request class");

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "CSC005",
        "Type is not partial",
        "'{0}' must be partial, because code is generated into it or into a type in it");

    public static readonly DiagnosticDescriptor UnsupportedRequestProperty = Error(
        "CSC006",
        "Unsupported type of a request property",
        "'{0}' has the type '{1}', which has no wire form; use texts, booleans, numbers, DateTimeOffset, Guid, lists of texts or numbers, dictionaries of texts, or lists of classes with such properties");

    public static readonly DiagnosticDescriptor UnsupportedModelProperty = Error(
        "CSC007",
        "Unsupported type of a model property",
        "'{0}' has the type '{1}', which cannot be read; use texts, booleans, numbers, DateTimeOffset, Guid, JsonElement, models, lists of them, or dictionaries of texts, JsonElement or lists of texts");

    public static readonly DiagnosticDescriptor DuplicateWireName = Error(
        "CSC008",
        "Two properties with one wire name",
        "'{0}' and '{1}' both have the wire name '{2}'; use [WireName] on one of them");

    public static readonly DiagnosticDescriptor UnsupportedParameter = Error(
        "CSC010",
        "Unsupported parameter",
        "'{0}' cannot take '{1}': {2}");

    public static readonly DiagnosticDescriptor EmptyCommandName = Error(
        "CSC012",
        "Empty command name",
        "The command name of '{0}' is empty");

    public static readonly DiagnosticDescriptor MapStyleMismatch = Error(
        "CSC013",
        "Map style does not fit",
        "The map style '{1}' does not fit the type of '{0}': dictionaries are written as Names, NamesFirst or KeyValue, lists of objects as Records, and other types have no map style");

    public static readonly DiagnosticDescriptor InvalidWireName = Error(
        "CSC014",
        "Invalid wire name",
        "The wire name of '{0}' must be valid text of 1 to 127 UTF-8 bytes");

    public static readonly DiagnosticDescriptor NotAModel = Error(
        "CSC015",
        "Result is no model",
        "'{1}', the result of '{0}', is no model: mark the class with [CloudStackModel]");

    public static readonly DiagnosticDescriptor KindContradictsAnswer = Error(
        "CSC016",
        "Command kind contradicts the answer",
        "'{0}' is declared as {1}, which does not go with its answer: Job and CreateJob give a handle, Read a query, a list or an object, Write an object, a list or nothing");

    public static readonly DiagnosticDescriptor UnsupportedModel = Error(
        "CSC017",
        "Unsupported model class",
        "'{0}' cannot be read: {1}");

    public static readonly DiagnosticDescriptor NestedModelNotNullable = new(
        "CSC018",
        "Nested model should be nullable",
        "'{0}' holds another object, which the server may leave out; declare it as '{1}?'",
        "CloudStack.Client",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor RouteContradictsRequest = Error(
        "CSC019",
        "Route and request name different commands",
        "The route of '{0}' names {1}, but the command is '{2}'; write \"?command={2}\"");

    public static readonly DiagnosticDescriptor VerbContradictsKind = Error(
        "CSC020",
        "Verb does not fit the command",
        "'{0}' has [{1}], but '{2}' {3}; use [{4}]");

    public static readonly DiagnosticDescriptor ReturnTypeContradictsRequest = Error(
        "CSC021",
        "Return type does not fit the request",
        "'{0}' returns '{1}', but the command of its request '{2}' answers with '{3}'");

    public static readonly DiagnosticDescriptor RequestUsedTwice = new(
        "CSC022",
        "Request used by two methods",
        "'{0}' sends the same request '{1}' as '{2}'; one of them is superfluous, or its request is the wrong one",
        "CloudStack.Client",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NotImplemented = new(
        "CSC023",
        "Interface is not implemented",
        "Refit's source generator has not implemented '{0}', so it could not be created; see that analyzers are not excluded from the reference to CloudStack.Client (ExcludeAssets, PrivateAssets), that DisableRefitSourceGenerator is not set, and that the build uses .NET SDK 8.0.100 or later",
        "CloudStack.Client",
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor MissingBody = Error(
        "CSC024",
        "Missing [Body]",
        "The request '{1}' of '{0}' needs [Body]");

    public static readonly DiagnosticDescriptor MissingRoute = Error(
        "CSC025",
        "Route names no command",
        "The route of '{0}' names no command; write one such as \"?command=listZones\"");

    public static readonly DiagnosticDescriptor AmbiguousMethod = Error(
        "CSC026",
        "Two methods with one name and one command",
        "'{0}' sends the same command as '{1}', which has the same name and another answer or [Command]; rename one of them, or give them request classes");

    public static readonly DiagnosticDescriptor DroppedHandle = new(
        "CSC027",
        "Handle of a job is thrown away",
        "The handle that '{0}' gives is thrown away, so nobody hears how the job ends; wait for it with WaitForCompletionAsync or WaitForResultAsync, keep the handle or its token, or write '_ = await …' if nobody needs to hear",
        "CloudStack.Client",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor PollingIsCopy = Error(
        "CSC028",
        "Polling of a client is a copy",
        "The assignment to '{0}' is lost: what a client shows as Polling is a copy; give the wait options of its own (JobWaitOptions), or set CloudStackClientOptions.Polling before the client is made");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "CloudStack.Client", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
