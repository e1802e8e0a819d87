using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;

namespace CloudStack.Simulator.Tests;

/// <summary>Time-based codes, computed differently than in the simulator.</summary>
internal static class TimeCode
{
    public static string Of(string secret, DateTimeOffset now)
    {
        BigInteger number = BigInteger.Zero;
        foreach (char c in secret)
        {
            number = (number << 5) + (c >= 'A' ? c - 'A' : c - '2' + 26);
        }

        byte[] key = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        key = [.. new byte[(secret.Length * 5 / 8) - key.Length], .. key];
        byte[] counter = new BigInteger(now.ToUnixTimeSeconds() / 30).ToByteArray(isUnsigned: true, isBigEndian: true);
#pragma warning disable CA5350 // The algorithm of authenticator apps.
        byte[] hash = HMACSHA1.HashData(key, (byte[])[.. new byte[8 - counter.Length], .. counter]);
#pragma warning restore CA5350
        var part = new BigInteger(hash.AsSpan(hash[19] & 15, 4), isUnsigned: true, isBigEndian: true);
        return ((int)(part & 0x7fffffff) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
