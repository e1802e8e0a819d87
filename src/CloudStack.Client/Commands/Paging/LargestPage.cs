using System.Globalization;

namespace CloudStack.Client;

/// <summary>
/// The largest page that a server returns (the setting <c>default.page.size</c>). Only its refusal of a larger page reveals it.
/// </summary>
internal static class LargestPage
{
    private const string Telling = "max allowed page size value:";

    /// <summary>The largest page, if a refusal names one that is smaller than the requested page; null for any other error.</summary>
    public static int? SmallerThan(int pageSize, CloudStackApiException refusal)
    {
        int at = refusal.ErrorCode == 431 ? refusal.ErrorText?.IndexOf(Telling, StringComparison.OrdinalIgnoreCase) ?? -1 : -1;
        return at >= 0
            && int.TryParse(refusal.ErrorText.AsSpan(at + Telling.Length).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int allowed)
            && allowed >= 1
            && allowed < pageSize
                ? allowed
                : null;
    }
}
