using System.Text;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Text for XML comments.</summary>
internal static class Xml
{
    public static string Code(string text) => "<c>" + Text(text) + "</c>";

    /// <summary>Plain text on one line, with XML's reserved characters escaped.</summary>
    public static string Text(string text)
    {
        StringBuilder result = new(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '&' => result.Append("&amp;"),
                < ' ' or '\u007f' or '\u0085' or '\u2028' or '\u2029' => result.Append(' '),
                _ => result.Append(c),
            };
        }

        return result.ToString().Trim();
    }
}
