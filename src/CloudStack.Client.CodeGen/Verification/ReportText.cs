using System.Globalization;
using System.Text;

namespace CloudStack.Client.CodeGen.Verification;

/// <summary>Writes a report for people, and for tools that parse columns.</summary>
internal static class ReportText
{
    private static readonly string[] Titles = ["difference", "command", "place", "detail", "times"];

    public static string Write(VerifyReport report)
    {
        StringBuilder text = new();
        if (report.Differences.Count > 0)
        {
            Table(text, [.. report.Differences.Select(Row)]);
            text.Append('\n');
        }

        foreach (Refusal refusal in report.Refused)
        {
            text.Append(CultureInfo.InvariantCulture, $"{refusal.Command} {(refusal.IsOfApi ? "was refused" : "received no response from the API")}: {refusal.Status}, {refusal.Text}\n");
        }

        if (!report.ShowsAll)
        {
            text.Append("The account is not a root administrator: commands and parameters that it cannot see are not reported as missing.\n");
        }

        if (report.NotReached > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"{report.NotReached} commands were not called, because the limit of requests or time was reached.\n");
        }

        return text.Append(
            CultureInfo.InvariantCulture,
            $"CloudStack {Server.JsonValues.Plain(report.Version ?? "of an unknown version", 60)}: {report.Offered} commands offered, {report.Answered} called, "
            + $"{report.NeedParameters} read commands require parameters, {report.Refused.Count} refused, {report.Requests} requests; "
            + $"{(report.Differences.Count == 0 ? "no differences" : report.Differences.Count == 1 ? "1 difference" : $"{report.Differences.Count} differences")}.\n").ToString();
    }

    private static string[] Row(Difference difference) =>
    [
        Name(difference.Kind),
        difference.Command,
        difference.Place.Length == 0 ? "-" : difference.Place,
        difference.Detail,
        difference.Count.ToString(CultureInfo.InvariantCulture),
    ];

    private static string Name(DifferenceKind kind) => kind switch
    {
        DifferenceKind.UnknownCommand => "unknown command",
        DifferenceKind.MissingCommand => "missing command",
        DifferenceKind.OtherCommand => "other command",
        DifferenceKind.UnknownParameter => "unknown parameter",
        DifferenceKind.MissingParameter => "missing parameter",
        DifferenceKind.OtherParameter => "other parameter",
        DifferenceKind.UnknownField => "unknown field",
        DifferenceKind.OtherType => "other type",
        _ => "other answer",
    };

    private static void Table(StringBuilder text, IReadOnlyList<string[]> rows)
    {
        int[] widths = [.. Titles.Select((title, column) => rows.Max(row => row[column].Length) is var longest && longest > title.Length ? longest : title.Length)];
        foreach (string[] row in (IEnumerable<string[]>)[Titles, [.. widths.Select(width => new string('-', width))], .. rows])
        {
            text.Append(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()).Append('\n');
        }
    }
}
