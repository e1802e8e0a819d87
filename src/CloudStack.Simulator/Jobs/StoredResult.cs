using System.Globalization;
using System.Text;

namespace CloudStack.Simulator;

/// <summary>
/// The column in which the server stores a job's result: a text of at most 65,535 bytes, which is cut at 65,535 characters before
/// it is written. A result that is cut can never be read again. A result that fits in characters but not in bytes can't be written
/// at all.
/// </summary>
internal static class StoredResult
{
    private const int Limit = 65_535;

    public static void Keep(Job job)
    {
        if (job.Status != 1 || job.Result is null)
        {
            return;
        }

        string text = Text(job.Result);
        int prefix = Prefix(job).Length;

        // The encoder stores these five characters as escapes of six characters.
        int length = prefix + text.Length + (5 * text.AsSpan().CountAny("<>&='"));
        if (length > Limit)
        {
            job.IsUnreadable = true;
        }
        else if (length - text.Length + Encoding.UTF8.GetByteCount(text) > Limit)
        {
            job.Status = 2;
            job.ResultCode = 530;
            job.Result = null;
        }
    }

    public static string ErrorText(Job job) => string.Create(
        CultureInfo.InvariantCulture,
        $"com.google.gson.stream.MalformedJsonException: Unterminated string at line 1 column {Limit - Prefix(job).Length + 1} path $");

    // The class and the name of the object precede it.
    private static string Prefix(Job job) =>
        JavaNames.OfAnswer(job.Command.ResponseClass ?? "SuccessResponse") + "/" + (job.Command.JobResultKey ?? "null") + "/";

    private static string Text(ApiObject result)
    {
        ApiObject stored = result.Count == 1 && result.First().Value is ApiObject inner ? inner : result;
        return JsonText.WriteRaw(stored);
    }

    private static int CountAny(this ReadOnlySpan<char> text, string values)
    {
        int count = 0;
        int at;
        while ((at = text.IndexOfAny(values)) >= 0)
        {
            count++;
            text = text[(at + 1)..];
        }

        return count;
    }
}
