using System.Buffers;
using System.Text;

namespace CloudStack.Client.Http;

/// <summary>
/// Java's form encoding with <c>%20</c> for a space, which the server uses to rebuild the string to sign: letters, digits and
/// <c>. - * _</c> remain as they are, and every other byte of the UTF-8 form becomes <c>%xx</c>. RFC 3986 encoders differ in
/// <c>~</c> and <c>*</c>.
/// </summary>
internal static class JavaFormEncoding
{
    private static ReadOnlySpan<byte> LowerHex => "0123456789abcdef"u8;

    private static ReadOnlySpan<byte> UpperHex => "0123456789ABCDEF"u8;

    /// <summary>Appends a value in the form that is sent.</summary>
    public static void Append(IBufferWriter<byte> output, string value) => Append(output, value, lowerCase: false);

    /// <summary>Appends a value in the form that is signed: encoded, then in lower case.</summary>
    public static void AppendLowerCase(IBufferWriter<byte> output, string value) => Append(output, value, lowerCase: true);

    /// <summary>Writes names and values as in a form body or a query string.</summary>
    public static byte[] WriteForm(IReadOnlyList<KeyValuePair<string, string>> pairs)
    {
        using PooledBuffer form = new();
        for (int i = 0; i < pairs.Count; i++)
        {
            if (i > 0)
            {
                form.Write("&"u8);
            }

            Append(form, pairs[i].Key);
            form.Write("="u8);
            Append(form, pairs[i].Value);
        }

        return form.Written.ToArray();
    }

    private static void Append(IBufferWriter<byte> output, string value, bool lowerCase)
    {
        int maxBytes = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[]? rented = null;
        Span<byte> utf8 = maxBytes <= 512 ? stackalloc byte[512] : (rented = ArrayPool<byte>.Shared.Rent(maxBytes));
        utf8 = utf8[..Encoding.UTF8.GetBytes(value, utf8)];

        ReadOnlySpan<byte> hex = lowerCase ? LowerHex : UpperHex;
        Span<byte> target = output.GetSpan(utf8.Length * 3);
        int written = 0;
        foreach (byte b in utf8)
        {
            if (IsPlain(b))
            {
                target[written++] = lowerCase && b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;
            }
            else
            {
                target[written++] = (byte)'%';
                target[written++] = hex[b >> 4];
                target[written++] = hex[b & 0xF];
            }
        }

        output.Advance(written);
        if (rented is not null)
        {
            // The buffer may have held a password.
            ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    private static bool IsPlain(byte b) =>
        b is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
            or (byte)'.' or (byte)'-' or (byte)'*' or (byte)'_';
}
