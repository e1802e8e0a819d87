using Microsoft.CodeAnalysis;

namespace CloudStack.Client.SourceGenerator.Diagnostics;

/// <summary>The diagnostics of the generator and the analyzers. Ids are never reused.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor UnsupportedReturnType = Error(
        "CSC001",
        "Unsupported return type",
        "'{0}' returns '{1}'; a command must return Task, Task<T>, Task<IReadOnlyList<T>>, Task<JobHandle>, Task<JobHandle<T>> or PagedQuery<T>");

    public static readonly DiagnosticDescriptor MissingCommand = Error(
        "CSC002",
        "Missing [Command]",
        "'{0}' has no [Command]; every request class must name its command");

    public static readonly DiagnosticDescriptor GenericInterface = Error(
        "CSC004",
        "Generic interface",
        "'{0}' accepts its parameters individually, which is not supported in a generic interface; use a request class");

    public static readonly DiagnosticDescriptor NotPartial = Error(
        "CSC005",
        "Type is not partial",
        "'{0}' must be partial, because code is generated for it or for a type nested in it");

    public static readonly DiagnosticDescriptor UnsupportedRequestProperty = Error(
        "CSC006",
        "Unsupported type of a request property",
        "'{0}' has the type '{1}', which cannot be sent; use strings, booleans, numbers, DateTimeOffset, Guid, lists of strings or numbers, dictionaries of strings, or lists of classes with such properties");

    public static readonly DiagnosticDescriptor UnsupportedModelProperty = Error(
        "CSC007",
        "Unsupported type of a model property",
        "'{0}' has the type '{1}', which cannot be read; use strings, booleans, numbers, DateTimeOffset, Guid, JsonElement, models, lists of them, or dictionaries of strings, JsonElement or lists of strings");

    public static readonly DiagnosticDescriptor DuplicateWireName = Error(
        "CSC008",
        "Two properties with the same wire name",
        "'{0}' and '{1}' both have the wire name '{2}'; use [WireName] on one of them");

    public static readonly DiagnosticDescriptor UnsupportedParameter = Error(
        "CSC010",
        "Unsupported parameter",
        "'{0}' cannot have the parameter '{1}': {2}");

    public static readonly DiagnosticDescriptor EmptyCommandName = Error(
        "CSC012",
        "Empty command name",
        "The command name of '{0}' is empty");

    public static readonly DiagnosticDescriptor MapStyleMismatch = Error(
        "CSC013",
        "Invalid map style",
        "The map style '{1}' is not valid for the type of '{0}': dictionaries are written as Names, NamesFirst or KeyValue, lists of objects as Records, and other types have no map style");

    public static readonly DiagnosticDescriptor InvalidWireName = Error(
        "CSC014",
        "Invalid wire name",
        "The wire name of '{0}' must be valid text of 1 to 127 UTF-8 bytes");

    public static readonly DiagnosticDescriptor NotAModel = Error(
        "CSC015",
        "Result is not a model",
        "'{1}', the result of '{0}', is not a model; mark the class with [CloudStackModel]");

    public static readonly DiagnosticDescriptor KindContradictsAnswer = Error(
        "CSC016",
        "Command kind does not match the result",
        "'{0}' is declared as {1}, which does not match its result: Job and CreateJob return a handle, Read returns a query, a list or an object, and Write returns an object, a list or nothing");

    public static readonly DiagnosticDescriptor UnsupportedModel = Error(
        "CSC017",
        "Unsupported model class",
        "'{0}' cannot be read: {1}");

    public static readonly DiagnosticDescriptor NestedModelNotNullable = new(
        "CSC018",
        "Nested model should be nullable",
        "'{0}' contains another object, which the server can omit; declare it as '{1}?'",
        "CloudStack.Client",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor RouteContradictsRequest = Error(
        "CSC019",
        "Route and request name different commands",
        "The route of '{0}' names {1}, but the command is '{2}'; write \"?command={2}\"");

    public static readonly DiagnosticDescriptor VerbContradictsKind = Error(
        "CSC020",
        "Verb does not match the command",
        "'{0}' has [{1}], but '{2}' {3}; use [{4}]");

    public static readonly DiagnosticDescriptor ReturnTypeContradictsRequest = Error(
        "CSC021",
        "Return type does not match the request",
        "'{0}' returns '{1}', but its request '{2}' requires '{3}'");

    public static readonly DiagnosticDescriptor RequestUsedTwice = new(
        "CSC022",
        "Request used by two methods",
        "'{0}' sends the same request '{1}' as '{2}'; one of the methods is redundant or has the wrong request",
        "CloudStack.Client",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor NotImplemented = new(
        "CSC023",
        "Interface is not implemented",
        "Refit's source generator has not implemented '{0}', so it cannot be created; make sure that analyzers are not excluded from the reference to CloudStack.Client (ExcludeAssets, PrivateAssets), that DisableRefitSourceGenerator is not set, and that the build uses .NET SDK 8.0.100 or later",
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
        "Route does not name a command",
        "The route of '{0}' does not name a command; use a route such as \"?command=listZones\"");

    public static readonly DiagnosticDescriptor AmbiguousMethod = Error(
        "CSC026",
        "Two methods with the same name and command",
        "'{0}' sends the same command as '{1}', which has the same name but a different result or [Command]; rename one of them, or use request classes");

    public static readonly DiagnosticDescriptor DroppedHandle = new(
        "CSC027",
        "Job handle is ignored",
        "The job handle that '{0}' returns is ignored, so the outcome of the job is never known; wait for the job with WaitForCompletionAsync or WaitForResultAsync, keep the handle or its token, or write '_ = await …' if the outcome does not matter",
        "CloudStack.Client",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor PollingIsCopy = Error(
        "CSC028",
        "Polling options of a client are a copy",
        "The assignment to '{0}' has no effect, because the Polling property of a client returns a copy; pass JobWaitOptions to the wait, or set CloudStackClientOptions.Polling before you create the client");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "CloudStack.Client", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
