using System.ComponentModel;
using System.Globalization;

namespace CloudStack.Client;

/// <summary>
/// Makes a <see cref="JobToken"/> of its text and the reverse, for what goes through type descriptors: the reflection-based
/// binder of configuration, Json.NET, model binding.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class JobTokenTypeConverter : TypeConverter
{
    /// <summary>Whether a token can be made of a type: of texts.</summary>
    /// <param name="context">Not needed.</param>
    /// <param name="sourceType">The type.</param>
    /// <returns>Whether it can.</returns>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <summary>Makes a token of its text.</summary>
    /// <param name="context">Not needed.</param>
    /// <param name="culture">Not needed: the text is the same in every culture.</param>
    /// <param name="value">The text; an empty one is an empty token.</param>
    /// <returns>The token.</returns>
    /// <exception cref="FormatException">The text is no token of a known version.</exception>
    /// <exception cref="NotSupportedException">The value is no text.</exception>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) => value switch
    {
        "" => default(JobToken),
        string text => JobToken.Parse(text),
        _ => base.ConvertFrom(context, culture, value),
    };

    /// <summary>Makes the text of a token.</summary>
    /// <param name="context">Not needed.</param>
    /// <param name="culture">Not needed: the text is the same in every culture.</param>
    /// <param name="value">The token.</param>
    /// <param name="destinationType">The type to make: <see cref="string"/>.</param>
    /// <returns>The text; an empty one for an empty token.</returns>
    /// <exception cref="NotSupportedException">Something else than a text is wanted.</exception>
    public override object? ConvertTo(ITypeDescriptorContext? context, CultureInfo? culture, object? value, Type destinationType) =>
        value is JobToken token && destinationType == typeof(string)
            ? token.JobId is not null ? token.ToString() : ""
            : base.ConvertTo(context, culture, value, destinationType);
}
