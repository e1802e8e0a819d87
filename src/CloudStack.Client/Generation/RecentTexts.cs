using System.Runtime.InteropServices;
using System.Text;

namespace CloudStack.Client.Generation;

/// <summary>
/// Strings that were read recently. The items of a list have much in common: the names and ids of zones, offerings, accounts and
/// domains are repeated in each item, and need not be stored twice.
/// </summary>
internal sealed class RecentTexts
{
    private const int Longest = 64;

    // The length is a power of two. A string replaces an earlier one with the same position.
    private readonly string?[] _texts = new string?[256];

    /// <summary>Returns the string for these bytes if it was read recently.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="place">The position for a string with these bytes; -1 for a string that isn't kept.</param>
    public string? Find(ReadOnlySpan<byte> utf8, out int place)
    {
        place = utf8.Length is > 0 and <= Longest ? PlaceOf(utf8) : -1;
        return place >= 0 && _texts[place] is { } text && Ascii.Equals(utf8, text) ? text : null;
    }

    public void Keep(string text, int place) => _texts[place] = text;

    private int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        // The beginning, the middle and the end distinguish the strings of a list, and take the same time for any length.
        uint hash = (uint)utf8.Length;
        if (utf8.Length >= sizeof(uint))
        {
            hash = (hash * 31) + MemoryMarshal.Read<uint>(utf8);
            hash = (hash * 0x9E3779B1) + MemoryMarshal.Read<uint>(utf8[((utf8.Length / 2) - 2)..]);
            hash = (hash * 0x9E3779B1) + MemoryMarshal.Read<uint>(utf8[^sizeof(uint)..]);
        }
        else
        {
            foreach (byte b in utf8)
            {
                hash = (hash * 31) + b;
            }
        }

        return (int)((hash * 0x9E3779B1) >> 24) & (_texts.Length - 1);
    }
}
