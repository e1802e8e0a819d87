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
        "'{0}' has no [Command]; every method of a [CloudStackApi] interface names the command that it sends");

    public static readonly DiagnosticDescriptor UnsupportedMember = Error(
        "CSC003",
        "Unsupported interface member",
        "'{0}' cannot be implemented: a [CloudStackApi] interface holds ordinary methods without type parameters, ref parameters or bodies of commands");

    public static readonly DiagnosticDescriptor UnsupportedInterface = Error(
        "CSC004",
        "Unsupported interface",
        "'{0}' cannot be implemented: {1}");

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

    public static readonly DiagnosticDescriptor TokenNotLast = Error(
        "CSC009",
        "CancellationToken is not last",
        "The CancellationToken of '{0}' must be its last parameter");

    public static readonly DiagnosticDescriptor UnsupportedParameter = Error(
        "CSC010",
        "Unsupported parameter",
        "'{0}' cannot take '{1}': a command has at most one request (a class derived from CommandRequest) and, unless it returns a PagedQuery<T>, one CancellationToken");

    public static readonly DiagnosticDescriptor JobRequestExpected = Error(
        "CSC011",
        "Request of a job is no JobCommandRequest",
        "'{0}' returns a handle, so its request '{1}' must derive from JobCommandRequest");

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

    public static readonly DiagnosticDescriptor KindContradictsReturnType = Error(
        "CSC016",
        "Command kind contradicts the return type",
        "'{0}' is declared as {1}, which does not go with its return type: Job and CreateJob return a handle, Read a query, a list or an object, Write an object, a list or nothing");

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

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        new(id, title, message, "CloudStack.Client", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
