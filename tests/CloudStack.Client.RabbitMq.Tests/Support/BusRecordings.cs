using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.RabbitMq.Tests.Support;

/// <summary>The recorded messages: all if they are available, otherwise the committed choice.</summary>
internal static class BusRecordings
{
    private const string FileName = "bus-messages.jsonl.gz";

    public static List<RecordedBusMessage> Read()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string full = Path.Combine(folder.FullName, "shared", "recordings", FileName);
            if (File.Exists(full))
            {
                return JsonLines.Read(full, RecordedBusMessage.Read);
            }
        }

        return JsonLines.Read(Path.Combine(AppContext.BaseDirectory, "Data", FileName), RecordedBusMessage.Read);
    }
}
