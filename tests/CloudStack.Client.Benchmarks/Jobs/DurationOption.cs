using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary><c>--duration</c>: how long jobs take.</summary>
internal static class DurationOption
{
    public static Option<Durations> Create(double shortest, double longest) => new("--duration")
    {
        Description = "How long a job takes, in seconds: one number, or two with a dash between which the durations are spread.",
        CustomParser = Parse,
        DefaultValueFactory = _ => new Durations(TimeSpan.FromSeconds(shortest), TimeSpan.FromSeconds(longest)),
    };

    private static Durations? Parse(ArgumentResult result)
    {
        string[] parts = result.Tokens[0].Value.Split('-');
        if (parts.Length <= 2
            && double.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double shortest)
            && double.TryParse(parts[^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double longest)
            && shortest <= longest
            && longest <= 600)
        {
            return new Durations(TimeSpan.FromSeconds(shortest), TimeSpan.FromSeconds(longest));
        }

        result.AddError("--duration is a number of seconds up to 600, or two with a dash, such as 2-12 or 0.02-0.05.");
        return null;
    }
}
