using System.Runtime.InteropServices;
using System.Text;

namespace CloudStack.Client.Generation;

/// <summary>
/// Texts that were read lately. The items of a list say much the same: the names and ids of zones, offerings, accounts and domains
/// come again with each of them, and need not be kept twice.
/// </summary>
internal sealed class RecentTexts
{
    private const int Longest = 64;

    // A power of two. A text takes the place of another one with the same place.
    private readonly string?[] _texts = new string?[256];

    /// <summary>The text of these bytes, where it was read lately.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="place">Where a text of these bytes belongs; -1 for one that is not kept.</param>
    public string? Find(ReadOnlySpan<byte> utf8, out int place)
    {
        place = utf8.Length is > 0 and <= Longest ? PlaceOf(utf8) : -1;
        return place >= 0 && _texts[place] is { } text && Ascii.Equals(utf8, text) ? text : null;
    }

    public void Keep(string text, int place) => _texts[place] = text;

    private int PlaceOf(ReadOnlySpan<byte> utf8)
    {
        // The beginning, the middle and the end tell texts of a list apart, and take the same time whatever the length.
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
