using System.Globalization;

namespace CloudStack.Client;

/// <summary>
/// The largest page that a server gives (the setting <c>default.page.size</c>). Nothing but its refusal of a larger one tells it.
/// </summary>
internal static class LargestPage
{
    private const string Telling = "max allowed page size value:";

    /// <summary>The largest page, where a refusal names one that is smaller than what was asked for; null for any other error.</summary>
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
