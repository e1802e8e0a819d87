using System.Text;

namespace CloudStack.Client.ReplayTests.Mutations;

/// <summary>Corrupts bodies, each in one to three ways that depend only on the source of random numbers.</summary>
/// <param name="random">The source.</param>
internal sealed class Mutator(Random random)
{
    private const int Deep = 200;

    /// <summary>What replaces a value or a name, or is inserted between two bytes.</summary>
    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "null", "true", "false", "0", "-1", "1", "2", "5.0", "1.5", "1e400", "-1E-400", "1e5", "00", "NaN", "99999999999999999999999999", "2147483648",
            "9223372036854775807", "\"\"", "\"x\"", "\"true\"", "\"431\"", "\"1e99\"", "\"2026-13-45T99:00:00+0000\"", "\"9999-12-31T23:59:59+1400\"", "\"0001-01-01T00:00:00-1400\"",
            "\"2026-01-02T03:04:05+9999\"", "\"f2e9508a%2D3d64%2D42a9%2D8038%2De8deb16e0ff9\"", "\"%\"", "\"%ZZ%C3\"", "[]", "{}", "[[]]", "[null]", "[{}]", "[1,\"a\",{\"b\":[]}]",
            "{\"id\":\"x\"}", "{\"\":\"\"}", "{\"a\":{\"b\":{\"c\":[1,2,{\"d\":null}]}}}", "{\"errorcode\":431,\"errortext\":\"no\"}", "{\"success\":false}",
            "{\"jobid\":\"6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44\"}", "{\"uuidList\":[5,{\"uuid\":{}}],\"errorcode\":\"530\",\"errortext\":[]}", "\"\\ud83d\"", "\"\\udc00\\ud83d\"", "\"\\u0000\"",
            "\"\\A\"", "\"\\u12\"", "\"errorcode\"", "\"errortext\"", "\"uuidList\"", "\"success\"", "\"jobid\"", "\"jobstatus\"", "\"jobresult\"", "\"count\"", "\"id\"", "\"null\"",
            "\"responses\"", "\"xresponse\"", "{", "}", "[", "]", ",", ":", "\"", "\\", "/*x*/", "\n", "\0", "\u001b", "\u007f", "\uFEFF", "\u2028", "<html>", ")]}'\n",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC3], [0xED, 0xA0, 0x80], [(byte)'"', 0xFF, 0xFE, (byte)'"'], [(byte)'"', 0xE2, 0x82, (byte)'"'],
        Encoding.UTF8.GetBytes(new string('[', Deep)), Encoding.UTF8.GetBytes(new string('[', Deep) + new string(']', Deep)),
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", Deep)) + "1" + new string('}', Deep)),
        Encoding.UTF8.GetBytes("1" + new string('0', 400)), Encoding.UTF8.GetBytes("\"" + new string('9', 5000) + "\""),
    ];

    public byte[] Mutate(byte[] body)
    {
        for (int rounds = 1 + random.Next(3); rounds > 0; rounds--)
        {
            body = random.Next(10) switch
            {
                0 => Flip(body),
                1 => Replace(body, Part(body), []),
                2 => Replace(body, At(body), Piece()),
                3 => Replace(body, At(body), RandomBytes()),
                4 => Replace(body, At(body), body[Part(body)]),
                5 => body[..random.Next(body.Length + 1)],
                6 => Swap(body),
                7 => Replace(body, Token(body), body[Token(body)]),
                _ => Replace(body, Token(body), Piece()),
            };
        }

        return body;
    }

    private byte[] Piece() => Pieces[random.Next(Pieces.Length)];

    private byte[] RandomBytes()
    {
        byte[] bytes = new byte[1 + random.Next(8)];
        random.NextBytes(bytes);
        return bytes;
    }

    private byte[] Flip(byte[] body)
    {
        byte[] flipped = [.. body];
        if (flipped.Length > 0)
        {
            flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        }

        return flipped;
    }

    private byte[] Swap(byte[] body)
    {
        (Range first, Range second) = (Token(body), Token(body));
        if (first.Start.Value > second.Start.Value)
        {
            (first, second) = (second, first);
        }

        return first.End.Value > second.Start.Value
            ? body
            : [.. body[..first.Start], .. body[second], .. body[first.End..second.Start], .. body[first], .. body[second.End..]];
    }

    private Range At(byte[] body)
    {
        int at = random.Next(body.Length + 1);
        return at..at;
    }

    private Range Part(byte[] body)
    {
        int start = random.Next(body.Length + 1);
        int length = random.Next(random.Next(4) == 0 ? body.Length - start + 1 : Math.Min(8, body.Length - start) + 1);
        return start..(start + length);
    }

    /// <summary>A string, or the text between two punctuation marks; sometimes including its content up to the closing brace.</summary>
    private Range Token(byte[] body)
    {
        int start = random.Next(body.Length + 1);
        while (start > 0 && !IsPunctuation(body[start - 1]))
        {
            start--;
        }

        int end = start;
        if (end < body.Length && body[end] is (byte)'{' or (byte)'[')
        {
            int depth = 0;
            do
            {
                depth += body[end] is (byte)'{' or (byte)'[' ? 1 : body[end] is (byte)'}' or (byte)']' ? -1 : 0;
                end++;
            }
            while (end < body.Length && depth > 0);
            return start..end;
        }

        while (end < body.Length && !IsPunctuation(body[end]))
        {
            end++;
        }

        return start..end;
    }

    private static bool IsPunctuation(byte b) => b is (byte)'{' or (byte)'}' or (byte)'[' or (byte)']' or (byte)',' or (byte)':';

    private static byte[] Replace(byte[] body, Range part, byte[] by) => [.. body[..part.Start], .. by, .. body[part.End..]];
}
