using System.Text;

namespace CloudStack.Simulator;

/// <summary>The encoding for signatures: Java's form encoding with each plus sign replaced by <c>%20</c>.</summary>
internal static class JavaFormEncoding
{
    public static string Encode(string value)
    {
        var text = new StringBuilder(value.Length + 16);
        foreach (byte b in Encoding.UTF8.GetBytes(value))
        {
            char c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '*' or '_')
            {
                text.Append(c);
            }
            else
            {
                text.Append('%').Append(Hex(b >> 4)).Append(Hex(b & 15));
            }
        }

        return text.ToString();
    }

    private static char Hex(int digit) => (char)(digit < 10 ? '0' + digit : 'A' + digit - 10);
}
