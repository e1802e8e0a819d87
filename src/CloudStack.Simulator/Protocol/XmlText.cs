using System.Collections;
using System.Globalization;
using System.Text;

namespace CloudStack.Simulator;

/// <summary>Writes responses as XML, which is the server's format unless the request asks for JSON.</summary>
internal static class XmlText
{
    public static string Write(string root, ApiObject content, TimeSpan dateOffset, string? version)
    {
        var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", 256);
        text.Append('<').Append(root);
        if (version is not null)
        {
            text.Append(" cloud-stack-version=\"").Append(version).Append('"');
        }

        text.Append('>');
        AppendFields(text, content, dateOffset);
        return text.Append("</").Append(root).Append('>').ToString();
    }

    private static void AppendFields(StringBuilder text, ApiObject value, TimeSpan dateOffset)
    {
        foreach ((string name, object field) in value)
        {
            if (field is IEnumerable items and not string and not ApiObject)
            {
                foreach (object item in items)
                {
                    AppendElement(text, name, item, dateOffset);
                }
            }
            else
            {
                AppendElement(text, name, field, dateOffset);
            }
        }
    }

    private static void AppendElement(StringBuilder text, string name, object value, TimeSpan dateOffset)
    {
        text.Append('<').Append(name).Append('>');
        switch (value)
        {
            case ApiObject o:
                AppendFields(text, o, dateOffset);
                break;
            case DateTimeOffset date:
                text.Append(ServerDate.Format(date, dateOffset));
                break;
            case bool b:
                text.Append(b ? "true" : "false");
                break;
            default:
                AppendEscaped(text, Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty);
                break;
        }

        text.Append("</").Append(name).Append('>');
    }

    private static void AppendEscaped(StringBuilder text, string value) =>
        text.Append(value
            .Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal));
}
