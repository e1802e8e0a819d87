using System.Buffers.Binary;
using System.Security.Cryptography;
using CloudStack.Client.Generation;

namespace CloudStack.Client.Responses;

/// <summary>Identifies a row of a list if it appears again. Uses hashes, so that a long list keeps little of each row.</summary>
/// <param name="Content">The hash of all bytes of the row.</param>
/// <param name="Thing">The hash of its id and, if it has one, its zone; null for a row without an id.</param>
internal readonly record struct ListRow(ulong Content, ulong? Thing)
{
    /// <summary>An id and a zone that are longer than this together are ignored.</summary>
    private const int MostThingBytes = 512;

    public static ListRow Of(ReadOnlySpan<byte> row) => new(Hash(row), ThingIn(row));

    private static ulong? ThingIn(ReadOnlySpan<byte> row)
    {
        ModelReader reader = new(row);
        reader.Advance();
        ReadOnlySpan<byte> id = default;
        ReadOnlySpan<byte> zone = default;
        // If the zone's name isn't anywhere in the row, reading can stop after the id, which is the first field of most rows.
        bool mayHaveZone = row.IndexOf("zoneid"u8) >= 0;
        while ((id.IsEmpty || (mayHaveZone && zone.IsEmpty)) && reader.NextField())
        {
            bool isId = reader.NameEquals("id"u8);
            bool isZone = !isId && reader.NameEquals("zoneid"u8);
            reader.Advance();
            int start = (int)reader.TokenStart;
            reader.SkipValue();
            if (isId)
            {
                id = row[start..(int)reader.Position];
            }
            else if (isZone)
            {
                zone = row[start..(int)reader.Position];
            }
        }

        if (id.IsEmpty || id.SequenceEqual("null"u8) || id.Length + zone.Length > MostThingBytes)
        {
            return null;
        }

        Span<byte> thing = stackalloc byte[MostThingBytes];
        id.CopyTo(thing);
        zone.CopyTo(thing[id.Length..]);
        return Hash(thing[..(id.Length + zone.Length)]);
    }

    private static ulong Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
