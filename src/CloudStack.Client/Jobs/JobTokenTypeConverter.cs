using System.ComponentModel;
using System.Globalization;

namespace CloudStack.Client;

/// <summary>
/// Converts between a <see cref="JobToken"/> and its text for code that uses type descriptors: the reflection-based configuration
/// binder, Json.NET, and model binding.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JobTokenTypeConverter : TypeConverter
{
    /// <summary>Returns whether a token can be created from a type, which is true for strings.</summary>
    /// <param name="context">Not used.</param>
    /// <param name="sourceType">The type.</param>
    /// <returns>Whether it can be converted.</returns>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <summary>Creates a token from its text.</summary>
    /// <param name="context">Not used.</param>
    /// <param name="culture">Not used: the text is the same in every culture.</param>
    /// <param name="value">The text; an empty string is an empty token.</param>
    /// <returns>The token.</returns>
    /// <exception cref="FormatException">The text isn't a token of a known version.</exception>
    /// <exception cref="NotSupportedException">The value isn't a string.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => value switch
    {
        "" => default(JobToken),
        string text => JobToken.Parse(text),
        _ => base.ConvertFrom(context, culture, value),
    };

    /// <summary>Returns the text of a token.</summary>
    /// <param name="context">Not used.</param>
    /// <param name="culture">Not used: the text is the same in every culture.</param>
    /// <param name="value">The token.</param>
    /// <param name="destinationType">The target type: <see cref="string"/>.</param>
    /// <returns>The text; an empty string for an empty token.</returns>
    /// <exception cref="NotSupportedException">The target type isn't a string.</exception>
    public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType) =>
        value is JobToken token && destinationType == typeof(string)
            ? token.JobId is not null ? token.ToString() : ""
            : base.ConvertTo(context, culture, value, destinationType);
}
