using System.Globalization;
using System.Reflection;
using CloudStack.Client.Generation;
using Refit;

namespace CloudStack.Client.Commands;

/// <summary>Formats the parameters of methods the same way as those of requests.</summary>
internal sealed class ParameterFormatter : IUrlParameterFormatter
{
    /// <param name="value">The value, or one item of a list.</param>
    /// <param name="attributeProvider">The attributes of the parameter.</param>
    /// <param name="type">The type of the parameter; for an item, the type of the list.</param>
    /// <exception cref="ArgumentException">An item of a list is null or contains a comma, which the protocol can't represent.</exception>
    public string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type)
    {
        string? text = value switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            DateTimeOffset date => ParameterWriter.FormatDate(date),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
        bool isItem = type != typeof(string) && value is string or null && !type.IsValueType;
        return isItem && (text is null || text.Contains(',', StringComparison.Ordinal))
            // The message doesn't include the item: it may be a secret, and its parameter isn't known here.
            ? throw new ArgumentException(text is null
                ? "A list contains an item that is null; remove the item."
                : "A list contains an item with a comma. Commas separate items on the wire and cannot be escaped.")
            : text;
    }
}
