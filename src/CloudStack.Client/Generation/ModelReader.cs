using System.ComponentModel;
using System.Text.Json;
using CloudStack.Client.Json;

namespace CloudStack.Client.Generation;

/// <summary>
/// Reads the fields of a response leniently: a number, boolean or date may be text and vice versa, and a value of another type than
/// declared reads as null. Used only by generated code.
/// </summary>
/// <remarks>
/// The only error here is JSON that can't be parsed. It throws a <see cref="JsonException"/>, after which the client repairs the
/// body or throws a <see cref="ResponseFormatException"/>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public ref partial struct ModelReader
{
    private readonly ReadOnlySpan<byte> _data;
    private Utf8JsonReader _json;
    private RecentTexts? _recentTexts;
    private long _fieldStart;
    private long _lastMismatch;

    internal ModelReader(ReadOnlySpan<byte> json)
    {
        _data = json;
        _json = new Utf8JsonReader(json);
    }

    /// <summary>
    /// The name of the field that <see cref="NextField(ReadOnlySpan{byte}, out int)"/> stopped at; valid until its value is read.
    /// </summary>
    public readonly string FieldName => JsonText.Read(in _json);

    /// <summary>The byte position of the first value whose type isn't the declared one; null if there was none.</summary>
    internal long? FirstMismatch { get; private set; }

    /// <summary>The bytes of the field name, without escapes.</summary>
    internal readonly ReadOnlySpan<byte> FieldNameBytes =>
        _json.ValueIsEscaped ? System.Text.Encoding.UTF8.GetBytes(JsonText.Read(in _json)) : _json.ValueSpan;

    internal readonly JsonTokenType TokenType => _json.TokenType;

    internal readonly long Position => _json.BytesConsumed;

    internal readonly long TokenStart => _json.TokenStartIndex;

    /// <summary>
    /// Moves to the next field of the current object. The value of each field must be read or skipped before the next call.
    /// </summary>
    /// <param name="fields">
    /// The known names, in blocks of names of the same length: a byte with the length, a byte with the number of names, the names.
    /// </param>
    /// <param name="field">The position of the name in the table; -1 for a name that isn't in it.</param>
    /// <returns>False at the end of the object.</returns>
    public bool NextField(ReadOnlySpan<byte> fields, out int field)
    {
        bool found = NextField();
        _fieldStart = _json.TokenStartIndex;
        field = found ? FieldTable.IndexOf(fields, FieldNameBytes) : -1;
        return found;
    }

    /// <summary>Like the other overload, with handwritten names; positions are in the order in which the names were given.</summary>
    internal bool NextField(FieldNames fields, out int field)
    {
        bool found = NextField();
        field = found ? fields.IndexOf(FieldNameBytes) : -1;
        return found;
    }

    /// <summary>Like the other overload, for a caller that compares the name itself.</summary>
    internal bool NextField()
    {
        Advance();
        return _json.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Skips the value of the current field, whatever its type.</summary>
    public void Skip()
    {
        if (_json.TokenType == JsonTokenType.PropertyName)
        {
            Advance();
        }

        _json.Skip();
    }

    /// <summary>Reads a string. A number or boolean is read as written.</summary>
    /// <returns>The string; null for null, an object or a list.</returns>
    public string? ReadString()
    {
        switch (AdvanceToValue())
        {
            case JsonTokenType.String:
                return _recentTexts is null || _json.ValueIsEscaped ? JsonText.Read(in _json) : ReadRecent(_recentTexts);
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return System.Text.Encoding.UTF8.GetString(_json.ValueSpan);
            default:
                return Mismatch<string>();
        }
    }

    /// <summary>From now on, recently read strings are reused instead of created again.</summary>
    internal void ShareTexts() => _recentTexts ??= new RecentTexts();

    /// <summary>Like <see cref="ReadString"/>, but reuses the expected string if it is equal.</summary>
    internal string? ReadExpected(string? expected) =>
        expected is not null && AdvanceToValue() == JsonTokenType.String && !_json.ValueIsEscaped && _json.ValueTextEquals(expected)
            ? expected
            : ReadString();

    /// <summary>Reads a boolean, including <c>true</c> and <c>false</c> as text in any case, and 1 and 0.</summary>
    /// <returns>The value; null for anything else.</returns>
    public bool? ReadBoolean()
    {
        switch (AdvanceToValue())
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Number or JsonTokenType.String when LenientNumber.TryReadBoolean(in _json, out bool value):
                return value;
            default:
                return MismatchValue<bool>();
        }
    }

    /// <summary>Reads a 16-bit integer, including text, <c>5.0</c> and <c>1.2E3</c>.</summary>
    /// <returns>The number; null for anything else and for numbers out of range.</returns>
    public short? ReadInt16() =>
        ReadInt64() is { } value ? (value is >= short.MinValue and <= short.MaxValue ? (short)value : MismatchValue<short>()) : null;

    /// <summary>Reads a 32-bit integer, including text, <c>5.0</c> and <c>1.2E3</c>.</summary>
    /// <returns>The number; null for anything else and for numbers out of range.</returns>
    public int? ReadInt32() =>
        ReadInt64() is { } value ? (value is >= int.MinValue and <= int.MaxValue ? (int)value : MismatchValue<int>()) : null;

    /// <summary>Reads a 64-bit integer, including text, <c>5.0</c> and <c>1.2E10</c>.</summary>
    /// <returns>The number; null for anything else and for numbers out of range.</returns>
    public long? ReadInt64() =>
        AdvanceToValue() is JsonTokenType.Number or JsonTokenType.String && LenientNumber.TryReadInt64(in _json, out long value)
            ? value
            : MismatchValue<long>();

    /// <summary>Reads a floating-point number, including text.</summary>
    /// <returns>The number; null for anything else.</returns>
    public double? ReadDouble() =>
        AdvanceToValue() is JsonTokenType.Number or JsonTokenType.String && LenientNumber.TryReadDouble(in _json, out double value)
            ? value
            : MismatchValue<double>();

    /// <summary>Reads a single-precision floating-point number, including text.</summary>
    /// <returns>The number; null for anything else and for numbers out of range.</returns>
    public float? ReadSingle() =>
        ReadDouble() is { } value ? (float.IsFinite((float)value) ? (float)value : MismatchValue<float>()) : null;

    /// <summary>Reads a decimal number, including text.</summary>
    /// <returns>The number; null for anything else.</returns>
    public decimal? ReadDecimal() =>
        AdvanceToValue() is JsonTokenType.Number or JsonTokenType.String && LenientNumber.TryReadDecimal(in _json, out decimal value)
            ? value
            : MismatchValue<decimal>();

    /// <summary>
    /// Reads a date such as <c>2026-01-02T03:04:05+0530</c>. Offsets with a colon, <c>Z</c> and fractions are also supported.
    /// </summary>
    /// <returns>The date with its offset; null for anything else.</returns>
    public DateTimeOffset? ReadDate() =>
        AdvanceToValue() == JsonTokenType.String && LenientDate.TryParse(JsonText.Read(in _json), out DateTimeOffset value)
            ? value
            : MismatchValue<DateTimeOffset>();

    /// <summary>Reads a UUID, with or without dashes.</summary>
    /// <returns>The UUID; null for anything else.</returns>
    public Guid? ReadGuid() =>
        AdvanceToValue() == JsonTokenType.String && Guid.TryParse(JsonText.Read(in _json), out Guid value)
            ? value
            : MismatchValue<Guid>();

    /// <summary>Keeps a field that the model doesn't declare, unchanged.</summary>
    /// <param name="extraFields">The fields kept so far; created with the first one.</param>
    public void KeepField(ref Dictionary<string, JsonElement>? extraFields)
    {
        string name = FieldName;
        Advance();
        (extraFields ??= new(StringComparer.Ordinal))[name] = JsonElement.ParseValue(ref _json);
    }

    /// <summary>
    /// Keeps the last field unchanged if its value, or a part of it, has another type than declared. To be called after each field.
    /// </summary>
    /// <param name="extraFields">The fields kept so far; created with the first one.</param>
    public void KeepMismatch(ref Dictionary<string, JsonElement>? extraFields)
    {
        if (_lastMismatch > _fieldStart)
        {
            _lastMismatch = 0;
            Utf8JsonReader name = new(_data[(int)_fieldStart..]);
            name.Read();
            ReadOnlySpan<byte> rest = _data[((int)_fieldStart + (int)name.BytesConsumed)..];
            Utf8JsonReader value = new(rest[(rest.IndexOf((byte)':') + 1)..]);
            (extraFields ??= new(StringComparer.Ordinal))[JsonText.Read(in name)] = JsonElement.ParseValue(ref value);
        }
    }

    /// <summary>Reads any JSON value unchanged.</summary>
    /// <returns>The value; null for JSON null.</returns>
    public JsonElement? ReadElement() =>
        AdvanceToValue() == JsonTokenType.Null ? null : JsonElement.ParseValue(ref _json);

    /// <summary>Moves to the next token. The end of the data is an error here, because the object isn't complete.</summary>
    internal void Advance()
    {
        if (!_json.Read())
        {
            throw new JsonException("The data ended inside a value.");
        }
    }

    internal bool TryAdvance() => _json.Read();

    internal bool NextItem()
    {
        Advance();
        return _json.TokenType != JsonTokenType.EndArray;
    }

    internal void SkipValue() => _json.Skip();

    internal readonly bool NameEquals(ReadOnlySpan<byte> name) => FieldNameBytes.SequenceEqual(name);

    private JsonTokenType AdvanceToValue()
    {
        if (_json.TokenType == JsonTokenType.PropertyName)
        {
            Advance();
        }

        return _json.TokenType;
    }

    private TValue? MismatchValue<TValue>()
        where TValue : struct
    {
        Mismatch();
        return null;
    }

    private T? Mismatch<T>()
        where T : class
    {
        Mismatch();
        return null;
    }

    private void Mismatch()
    {
        if (_json.TokenType != JsonTokenType.Null)
        {
            NoteMismatch(_json.TokenStartIndex);
            _json.Skip();
        }
    }

    private void NoteMismatch(long position)
    {
        FirstMismatch ??= position;
        _lastMismatch = position;
    }

    /// <summary>Reads an object within a field; its own fields don't replace that field as the current one.</summary>
    private T ReadObject<T>()
        where T : class, ICloudStackModel<T>
    {
        long field = _fieldStart;
        T item = T.Read(ref this);
        _fieldStart = field;
        return item;
    }

    private readonly string ReadRecent(RecentTexts recent)
    {
        if (recent.Find(_json.ValueSpan, out int place) is { } known)
        {
            return known;
        }

        string text = JsonText.Read(in _json);
        if (place >= 0)
        {
            recent.Keep(text, place);
        }

        return text;
    }
}
