namespace CloudStack.Client.ReplayTests.Recordings;

/// <summary>One job of a real server from submit to end.</summary>
/// <param name="Id">The job's id.</param>
/// <param name="Command">The command that was submitted.</param>
/// <param name="Submit">The exchange that submitted it.</param>
/// <param name="Polls">Its polls, in order; the last one saw the end.</param>
/// <param name="Status">The last <c>jobstatus</c>.</param>
/// <param name="ResultCode">The last <c>jobresultcode</c>; null if it wasn't recorded.</param>
public sealed record RecordedJob(string Id, string Command, RecordedExchange Submit, IReadOnlyList<RecordedExchange> Polls, int Status, int? ResultCode)
{
    /// <summary>Whether the caller didn't request JSON, so that the server sent XML.</summary>
    public bool IsXml => Submit.Answer.Text.StartsWith("<?xml", StringComparison.Ordinal);

    public override string ToString() => $"{Id} ({Command}, submitted by {Submit.Id})";
}
