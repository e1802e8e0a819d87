using CloudStack.Client.Generation;
using CloudStack.Client.Json;

namespace CloudStack.Client;

/// <summary>The answer of a command that reports only whether it worked.</summary>
public sealed class SuccessResult : ICloudStackModel<SuccessResult>
{
    private static readonly FieldNames Fields = FieldNames.Of("success", "details", "displaytext");

    /// <summary>
    /// Whether the command worked. Servers before 4.12 sent it as text; both forms are read. A direct answer that does not say so
    /// is no success; a job says it by its status.
    /// </summary>
    public bool Success { get; init; }

    /// <summary>
    /// What the server adds to it; null if nothing. On the wire it is <c>displaytext</c> in a direct answer and
    /// <c>details</c> in a job's result (servers since 4.17).
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
