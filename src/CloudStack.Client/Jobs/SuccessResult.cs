using CloudStack.Client.Generation;
using CloudStack.Client.Json;

namespace CloudStack.Client;

/// <summary>The response of a command that reports only whether it succeeded.</summary>
public sealed class SuccessResult : ICloudStackModel<SuccessResult>
{
    private static readonly FieldNames Fields = FieldNames.Of("success", "details", "displaytext");

    /// <summary>
    /// Whether the command succeeded. Servers before 4.12 sent this value as text; both forms are read. A direct response without
    /// the value doesn't mean success. For a job, the status determines it.
    /// </summary>
    public bool Success { get; init; }

    /// <summary>
    /// Details that the server adds; null if there are none. On the wire, this is <c>displaytext</c> in a direct response and
    /// <c>details</c> in the result of a job (servers since 4.17).
    /// </summary>
    public string? Details { get; init; }

    static SuccessResult ICloudStackModel<SuccessResult>.Read(ref ModelReader reader)
    {
        bool success = false;
        string? details = null;
        while (reader.NextField(Fields, out int field))
        {
            switch (field)
            {
                case 0:
                    success = reader.ReadBoolean() ?? false;
                    break;
                case 1 or 2:
                    details = reader.ReadString() ?? details;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new SuccessResult { Success = success, Details = details };
    }
}
