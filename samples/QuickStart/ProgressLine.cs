using System.Globalization;
using CloudStack.Client;

namespace QuickStart;

/// <summary>Shows how a wait goes: one line that changes on a terminal, a line for each poll in a file or pipe.</summary>
internal sealed class ProgressLine : IProgress<JobProgress>
{
    public void Report(JobProgress value)
    {
        string text = string.Create(
            CultureInfo.InvariantCulture,
            $"  waited {value.Elapsed.TotalSeconds,5:0.0} s   {value.Status,-9}   {value.Polls} {(value.Polls == 1 ? "poll" : "polls")}");
        if (Console.IsOutputRedirected)
        {
            Console.WriteLine(text);
        }
        else
        {
            // Back to the beginning of the line; the blanks cover what a longer text may have left there.
            Console.Write($"\r{text}    ");
        }
    }
}
