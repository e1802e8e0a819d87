using System.Text.RegularExpressions;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>Splits the names of commands: <c>listRackUnits</c> is about <c>RackUnit</c>.</summary>
internal static partial class Nouns
{
    private static readonly string[] ReadingVerbs = ["list", "get", "query", "find", "search"];
    private static readonly string[] ListingVerbs = ["list", "find", "search"];
    private static readonly string[] MakingVerbs = ["create", "deploy", "add", "allocate", "register", "import", "upload", "clone"];
    private static readonly string[] NamingVerbs = ["list", "get", "find", "search", "create", "deploy", "add", "register", "update"];

    // These are changes even if what they are about is called a list, as in deleteAllowList.
    private static readonly HashSet<string> ChangingVerbs =
    [
        .. MakingVerbs,
        "accept", "acquire", "activate", "append", "apply", "approve", "archive", "assign", "associate", "attach", "authorize", "build", "cancel",
        "change", "clean", "cleanup", "clear", "config", "configure", "convert", "copy", "deactivate", "dedicate", "delete", "deny", "destroy", "detach",
        "disable", "disassociate", "discard", "drop", "edit", "enable", "execute", "expire", "expunge", "extend", "extract", "fill", "finalize",
        "finish", "flush", "generate", "grant", "insert", "install", "invalidate", "issue", "join", "link", "lock", "make", "manage", "mark",
        "merge", "migrate", "modify", "move", "notify", "patch", "persist", "populate", "prepare", "prepend", "prune", "publish", "purge", "push", "put",
        "rebuild", "recalculate", "reconfigure", "recover", "recreate", "refresh", "reject", "release", "reload", "remove", "rename", "renew", "reorder",
        "replace", "reserve", "reset", "resize", "restart", "restore", "resync", "revert", "revoke", "rotate", "run", "save", "scale",
        "send", "set", "setup", "sort", "split", "start", "stop", "submit", "suspend", "swap", "switch", "sync", "synchronize", "transfer",
        "trigger", "trim", "truncate", "unassign", "unblock", "undo", "uninstall", "unlink", "unlock", "unmanage", "unregister", "unset", "update", "upgrade",
        "upsert", "wipe", "write",
    ];

    public static string VerbOf(string command) => Verb().Match(command).Value;

    /// <summary>What a command is about, in the singular, with its capitals; the whole name if it's a single word.</summary>
    public static string Of(string command)
    {
        string noun = command[VerbOf(command).Length..];
        return noun.Length == 0 ? char.ToUpperInvariant(command[0]) + command[1..] : Singular(noun);
    }

    /// <summary>
    /// Whether a command's name is that of one that only reads. Getting the parameters of an upload creates the resource that is
    /// uploaded, and what gets or creates something may create it.
    /// </summary>
    public static bool Reads(string command) =>
        (ReadingVerbs.Contains(VerbOf(command)) || EndsInList(command)) && !SecondVerb().IsMatch(command);

    public static bool Lists(string command) => ListingVerbs.Contains(VerbOf(command)) || EndsInList(command);

    /// <summary>Whether a job is likely to create something before it starts, so that a retry could create it twice.</summary>
    public static bool Makes(string command) => MakingVerbs.Contains(VerbOf(command));

    /// <summary>How well a command's noun names what it returns; lower is better, null if it doesn't.</summary>
    public static int? NamingRank(string command) => Array.IndexOf(NamingVerbs, VerbOf(command)) is >= 0 and int rank ? rank : null;

    public static string Singular(string noun) => noun switch
    {
        [.., 'i', 'e', 's'] when noun.Length > 4 => noun[..^3] + "y",
        [.., 's', 's' or 'h', 'e', 's'] or [.., 'x' or 'z', 'e', 's'] or [.., 'c', 'h', 'e', 's'] => noun[..^2],
        [.., 's', 's'] or [.., 'u', 's'] or [.., 'i', 's'] => noun,
        [.., 's'] when noun.Length > 2 => noun[..^1],
        _ => noun,
    };

    public static string Plural(string noun) => noun switch
    {
        [.., not ('a' or 'e' or 'i' or 'o' or 'u'), 'y'] => noun[..^1] + "ies",
        [.., 's'] or [.., 'x'] or [.., 'z'] or [.., 'c', 'h'] or [.., 's', 'h'] => noun + "es",
        _ => noun + "s",
    };

    // Names such as quotaTariffList, which start with a noun.
    private static bool EndsInList(string command) => command.EndsWith("List", StringComparison.Ordinal) && !ChangingVerbs.Contains(VerbOf(command));

    [GeneratedRegex("^[a-z]+((And|Or)[A-Z]|Upload)")]
    private static partial Regex SecondVerb();

    [GeneratedRegex("^[a-z]+")]
    private static partial Regex Verb();
}
