namespace QuickStart;

/// <summary>What the command line and the environment ask for.</summary>
internal sealed class Arguments
{
    public const string Usage =
        """
        Deploys a virtual machine asynchronously and waits for it.

        Without options it starts a simulated cloud on this machine and deploys there.

        Usage: QuickStart [options]

          --endpoint URL      the API of a real cloud, such as https://cloud.example.org/client/api
          --api-key KEY       the account's API key
          --secret-key KEY    the account's secret key
          --zone NAME         where to deploy; else the first zone
          --offering NAME     the service offering; else the first one
          --template NAME     the template; else the first one that is ready in the zone
          --network NAME      the network; else the zone's default
          --fail              let the job fail (simulated cloud only)
          --help              print this text

        Instead of the first three: CLOUDSTACK_ENDPOINT, CLOUDSTACK_API_KEY and CLOUDSTACK_SECRET_KEY in the
        environment, where other users of the machine cannot see the secret key in the list of processes.

        Exit codes: 0 the machine is there, 1 it is not, 2 wrong options, 130 stopped by Ctrl-C.
        """;

    private readonly Dictionary<string, string> _values = [];

    public string? Endpoint => _values.GetValueOrDefault("--endpoint");
    public string? ApiKey => _values.GetValueOrDefault("--api-key");
    public string? SecretKey => _values.GetValueOrDefault("--secret-key");
    public string? Zone => _values.GetValueOrDefault("--zone");
    public string? Offering => _values.GetValueOrDefault("--offering");
    public string? Template => _values.GetValueOrDefault("--template");
    public string? Network => _values.GetValueOrDefault("--network");
    public bool Fail { get; private set; }
    public bool Help { get; private set; }

    /// <exception cref="UsageException">An option is unknown, incomplete or does not go with the others.</exception>
    public static Arguments Parse(string[] args, Func<string, string?> environment)
    {
        Arguments parsed = new();
        for (int i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--fail":
                    parsed.Fail = true;
                    break;
                case "--help" or "-h":
                    parsed.Help = true;
                    break;
                case "--endpoint" or "--api-key" or "--secret-key" or "--zone" or "--offering" or "--template" or "--network":
                    string name = args[i++];
                    parsed._values[name] = i < args.Length && args[i] is { Length: > 0 } value && !value.StartsWith("--", StringComparison.Ordinal)
                        ? value
                        : throw new UsageException($"{name} needs a value.");
                    break;
                default:
                    // Not repeated whole: it could be a key that lost its option.
                    throw new UsageException(args[i].StartsWith("--", StringComparison.Ordinal)
                        ? $"There is no option {args[i].Split('=')[0]}; options and values are separated by a space."
                        : $"Argument {i + 1} belongs to no option.");
            }
        }

        string[] account = ["--endpoint", "--api-key", "--secret-key"];
        foreach (string option in account)
        {
            string variable = "CLOUDSTACK_" + option[2..].Replace('-', '_').ToUpperInvariant();
            if (!parsed._values.ContainsKey(option) && environment(variable) is { Length: > 0 } value)
            {
                parsed._values[option] = value;
            }
        }

        string[] missing = [.. account.Where(option => !parsed._values.ContainsKey(option))];
        return missing.Length is 1 or 2
            ? throw new UsageException($"A real cloud needs --endpoint, --api-key and --secret-key. Missing: {string.Join(", ", missing)}.")
            : parsed.Fail && missing.Length == 0
                ? throw new UsageException("--fail works with the simulated cloud only: leave out --endpoint, --api-key and --secret-key.")
                : parsed;
    }
}
