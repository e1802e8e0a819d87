using System.Globalization;
using System.Text;
using System.Text.Json;
using CloudStack.Client.ReplayTests.Catalog;

namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>Generates the JSON of an object from the catalog: every field, each with its own value.</summary>
internal sealed class AnswerWriter : IDisposable
{
    public const string UnknownField = "unknownfield";

    /// <summary>Classes have circular references; the recordings never go deeper than this.</summary>
    private const int Deepest = 3;

    private readonly MemoryStream _output = new();
    private readonly Utf8JsonWriter _json;
    private readonly AnswerStyle _style;
    private int _number;

    private AnswerWriter(AnswerStyle style, int number)
    {
        _style = style;
        _number = number;
        _json = new Utf8JsonWriter(_output);
    }

    /// <param name="type">The class of the object.</param>
    /// <param name="style">How it is written.</param>
    /// <param name="number">The first number in the values, so that two objects differ.</param>
    public static string Write(ClassFacts type, AnswerStyle style, int number)
    {
        using AnswerWriter writer = new(style, number);
        writer.Object(type, depth: 0);
        writer._json.Flush();
        return Encoding.UTF8.GetString(writer._output.ToArray());
    }

    public void Dispose()
    {
        _json.Dispose();
        _output.Dispose();
    }

    private void Object(ClassFacts type, int depth)
    {
        _json.WriteStartObject();
        if (_style == AnswerStyle.Texts)
        {
            _json.WritePropertyName(UnknownField);
            _json.WriteRawValue("""{"a":[1,{"id":"ü"}],"jobid":null}""");
        }

        for (int i = 0; i < type.Fields.Count; i++)
        {
            // Servers send both or none of these; a jobid alone would mean that the response is a job.
            FieldFacts field = type.Fields[i];
            bool isFirstHalf = i % 2 == 0 || field.Name is "jobid" or "jobstatus";
            bool isWritten = _style switch
            {
                AnswerStyle.Half => isFirstHalf,
                AnswerStyle.OtherHalf => !isFirstHalf && depth == 0,
                _ => true,
            };
            if (isWritten && (depth < Deepest || !IsObject(field)))
            {
                _json.WritePropertyName(field.Name);
                Value(field.Element is { } element ? $"wrapper:{element}" : field.Type, depth);
            }
        }

        _json.WriteEndObject();
    }

    private static bool IsObject(FieldFacts field) => field.Element is not null || field.Type.Contains("object:", StringComparison.Ordinal);

    private void Value(string type, int depth)
    {
        if (_style == AnswerStyle.Nulls)
        {
            _json.WriteNullValue();
            return;
        }

        _number++;
        (string kind, string rest) = Split(type);
        switch (kind)
        {
            case "string" or "enum" when _style == AnswerStyle.Bare:
                _json.WriteRawValue((_number % 3) switch { 0 => "true", 1 => $"{_number}", _ => $"{_number}.50" });
                break;
            case "string" or "enum":
                _json.WriteStringValue($"text {_number} ä€😀 \"\\/\n</>");
                break;
            case "integer":
                Number(_number % 2 == 0 ? -_number : _number);
                break;
            case "long":
                Number(_style == AnswerStyle.Bare ? 12_345_678_900 + (_number * 100L) : 9_007_199_254_740_993 + _number);
                break;
            case "double":
                string number = string.Create(CultureInfo.InvariantCulture, $"{_number}.0625");
                Scalar(_style == AnswerStyle.Bare ? number + "E3" : number);
                break;
            case "boolean":
                Scalar(_style == AnswerStyle.Bare ? $"{_number % 2}" : _number % 2 == 0 ? "false" : "true");
                break;
            case "date":
                _json.WriteStringValue(string.Create(CultureInfo.InvariantCulture, $"2026-03-{1 + (_number % 28):00}T23:04:{_number % 60:00}{(_style == AnswerStyle.Texts ? "+0530" : "+0000")}"));
                break;
            case "any":
                _json.WriteRawValue($$"""{"any":[{{_number}},"x",null]}""");
                break;
            case "object":
                One(ApiFacts.Instance.Class(rest), depth + 1);
                break;
            case "list":
                List(rest, depth);
                break;
            case "map":
                Map(rest, depth);
                break;
            case "wrapper":
                _json.WriteStartObject();
                _json.WritePropertyName("responses");
                List(rest, depth);
                _json.WriteEndObject();
                break;
            default:
                throw new AssertionException($"The catalog has the unknown type '{type}'.");
        }
    }

    private void One(ClassFacts type, int depth)
    {
        if (_style != AnswerStyle.Shapes)
        {
            Object(type, depth);
            return;
        }

        _json.WriteStartArray();
        Object(type, depth);
        Object(type, depth);
        _json.WriteEndArray();
    }

    private void List(string type, int depth)
    {
        bool isSingle = _style == AnswerStyle.Shapes;
        if (isSingle && type.StartsWith("object:", StringComparison.Ordinal))
        {
            Object(ApiFacts.Instance.Class(Split(type).Inner), depth + 1);
            return;
        }

        if (isSingle)
        {
            Value(type, depth);
            return;
        }

        _json.WriteStartArray();
        for (int i = 0; i < (depth == 0 ? 3 : 1); i++)
        {
            Value(type, depth);
        }

        _json.WriteEndArray();
    }

    private void Map(string type, int depth)
    {
        _json.WriteStartObject();
        foreach (string key in (ReadOnlySpan<string>)["cpuNumber", "Nic.adapter", "ä"])
        {
            _json.WritePropertyName(key);
            Value(type, depth);
        }

        _json.WriteEndObject();
    }

    private void Number(long value) => Scalar(_style switch
    {
        AnswerStyle.Bare when value > 1_000_000_000 => (value / 1e10).ToString("R", CultureInfo.InvariantCulture) + "E10",
        AnswerStyle.Bare => value.ToString(CultureInfo.InvariantCulture) + ".0",
        _ => value.ToString(CultureInfo.InvariantCulture),
    });

    private void Scalar(string text)
    {
        if (_style == AnswerStyle.Texts)
        {
            _json.WriteStringValue(text);
        }
        else
        {
            _json.WriteRawValue(text);
        }
    }

    private static (string Kind, string Inner) Split(string type)
    {
        int at = type.IndexOf(':', StringComparison.Ordinal);
        return at < 0 ? (type, "") : (type[..at], type[(at + 1)..]);
    }
}
