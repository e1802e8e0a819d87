using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>Dates as the server reads and writes them.</summary>
internal static class ServerDate
{
    private static readonly string[] Zoned =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz",
    ];

    private static readonly string[] Local = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd"];

    /// <summary>Parses a date with a time zone, the only form that <c>expires</c> may have.</summary>
    public static bool TryParseZoned(string text, out DateTimeOffset value)
    {
        string normal = text;
        if (text.EndsWith('Z'))
        {
            normal = string.Concat(text.AsSpan(0, text.Length - 1), "+00:00");
        }
        else if (text.Length > 5 && text[^5] is '+' or '-')
        {
            normal = text.Insert(text.Length - 2, ":");
        }

        return DateTimeOffset.TryParseExact(normal, Zoned, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
    }

    /// <summary>Parses a date parameter. A date without a time zone is in the server's.</summary>
    public static bool TryParse(string text, TimeSpan serverOffset, bool endOfDay, out DateTimeOffset value)
    {
        if (TryParseZoned(text, out value))
        {
            return true;
        }

        if (!DateTime.TryParseExact(text, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            return false;
        }

        bool dateOnly = text.Length == 10;
        value = new DateTimeOffset(dateOnly && endOfDay ? local.AddDays(1).AddSeconds(-1) : local, serverOffset);
        return true;
    }

    public static string Format(DateTimeOffset value, TimeSpan offset)
    {
        DateTimeOffset local = value.ToOffset(offset);
        string sign = offset < TimeSpan.Zero ? "-" : "+";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{local:yyyy-MM-dd'T'HH:mm:ss}{sign}{Math.Abs(offset.Hours):00}{Math.Abs(offset.Minutes):00}");
    }
}
