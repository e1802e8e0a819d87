using System.Text;
using System.Text.Json;
using CloudStack.Client.Json;

namespace CloudStack.Client.Generation;

public ref partial struct ModelReader
{
    /// <summary>Reads a list of strings. A single value counts as a list of one; null items are omitted.</summary>
    /// <returns>The strings; null for anything else.</returns>
    public IReadOnlyList<string>? ReadStrings()
    {
        switch (AdvanceToValue())
        {
            case JsonTokenType.StartArray:
                List<string> items = [];
                while (NextItem())
                {
                    if (ReadString() is { } item)
                    {
                        items.Add(item);
                    }
                }

                return items;
            case JsonTokenType.StartObject or JsonTokenType.Null:
                return Mismatch<IReadOnlyList<string>>();
            default:
                return [ReadString()!];
        }
    }

    /// <summary>Reads a list of integers. A single value counts as a list of one.</summary>
    /// <returns>The numbers; null for anything else.</returns>
    public IReadOnlyList<long>? ReadInt64s()
    {
        switch (AdvanceToValue())
        {
            case JsonTokenType.StartArray:
                List<long> items = [];
                while (NextItem())
                {
                    if (ReadInt64() is { } item)
                    {
                        items.Add(item);
                    }
                }

                return items;
            default:
                return ReadInt64() is { } single ? [single] : null;
        }
    }

    /// <summary>Reads a list of 32-bit integers. A single value counts as a list of one.</summary>
    /// <returns>The numbers; null for anything else.</returns>
    public IReadOnlyList<int>? ReadInt32s()
    {
        switch (AdvanceToValue())
        {
            case JsonTokenType.StartArray:
                List<int> items = [];
                while (NextItem())
                {
                    if (ReadInt32() is { } item)
                    {
                        items.Add(item);
                    }
                }

                return items;
            default:
                return ReadInt32() is { } single ? [single] : null;
        }
    }

    /// <summary>Reads a list of floating-point numbers. A single value counts as a list of one.</summary>
    /// <returns>The numbers; null for anything else.</returns>
    public IReadOnlyList<double>? ReadDoubles()
    {
        switch (AdvanceToValue())
        {
            case JsonTokenType.StartArray:
                List<double> items = [];
                while (NextItem())
                {
                    if (ReadDouble() is { } item)
                    {
                        items.Add(item);
                    }
                }

                return items;
            default:
                return ReadDouble() is { } single ? [single] : null;
        }
    }

    /// <summary>Reads a list of arbitrary JSON values. A single value counts as a list of one.</summary>
    /// <returns>The values; null for JSON null.</returns>
    public IReadOnlyList<JsonElement>? ReadElements()
    {
        if (AdvanceToValue() != JsonTokenType.StartArray)
        {
            return ReadElement() is { } single ? [single] : null;
        }

        List<JsonElement> items = [];
        while (NextItem())
        {
            items.Add(JsonElement.ParseValue(ref _json));
        }

        return items;
    }

    /// <summary>
    /// Reads an object as a map of strings. Numbers and booleans are read as written, nested values as their JSON text, and nulls
    /// are omitted.
    /// </summary>
    /// <returns>The map, whose keys have the same case as the server's; null for anything else.</returns>
    public IReadOnlyDictionary<string, string>? ReadStringMap()
    {
        if (AdvanceToValue() != JsonTokenType.StartObject)
        {
            return Mismatch<IReadOnlyDictionary<string, string>>();
        }

        Dictionary<string, string> map = new(StringComparer.Ordinal);
        while (NextEntry(out string key))
        {
            if (ReadText() is { } text)
            {
                map[key] = text;
            }
        }

        return map;
    }

    /// <summary>Reads an object as a map of arbitrary JSON values.</summary>
    /// <returns>The map, whose keys have the same case as the server's; null for anything else.</returns>
    public IReadOnlyDictionary<string, JsonElement>? ReadElementMap()
    {
        if (AdvanceToValue() != JsonTokenType.StartObject)
        {
            return Mismatch<IReadOnlyDictionary<string, JsonElement>>();
        }

        Dictionary<string, JsonElement> map = new(StringComparer.Ordinal);
        while (NextEntry(out string key))
        {
            map[key] = JsonElement.ParseValue(ref _json);
        }

        return map;
    }

    /// <summary>Reads an object as a map from names to lists of strings.</summary>
    /// <returns>The map, whose keys have the same case as the server's; null for anything else.</returns>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? ReadStringListMap()
    {
        if (AdvanceToValue() != JsonTokenType.StartObject)
        {
            return Mismatch<IReadOnlyDictionary<string, IReadOnlyList<string>>>();
        }

        Dictionary<string, IReadOnlyList<string>> map = new(StringComparer.Ordinal);
        while (NextEntry(out string key))
        {
            map[key] = ReadStrings() ?? [];
        }

        return map;
    }

    /// <summary>Reads a list of maps of strings. A single map counts as a list of one.</summary>
    /// <returns>The maps; null for anything else.</returns>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? ReadStringMaps()
    {
        if (AdvanceToValue() != JsonTokenType.StartArray)
        {
            return ReadStringMap() is { } single ? [single] : null;
        }

        List<IReadOnlyDictionary<string, string>> items = [];
        while (NextItem())
        {
            if (ReadStringMap() is { } map)
            {
                items.Add(map);
            }
        }

        return items;
    }

    /// <summary>Reads an object, or the first object of a list.</summary>
    /// <typeparam name="T">The type of the object.</typeparam>
    /// <returns>The object; null for anything else.</returns>
    public T? ReadModel<T>()
        where T : class, ICloudStackModel<T>
    {
        JsonTokenType token = AdvanceToValue();
        if (token == JsonTokenType.StartArray)
        {
            // A model that is itself a list reads all items.
            if (typeof(IListModel).IsAssignableFrom(typeof(T)))
            {
                return T.Read(ref this);
            }

            long start = _json.TokenStartIndex;
            List<T> items = ReadArray<T>();
            if (items.Count > 1)
            {
                NoteMismatch(start);
            }

            return items is [T first, ..] ? first : null;
        }

        return token == JsonTokenType.StartObject ? ReadObject<T>() : Mismatch<T>();
    }

    /// <summary>Reads a list of objects. A single object counts as a list of one.</summary>
    /// <typeparam name="T">The type of the objects.</typeparam>
    /// <returns>The objects; null for anything else.</returns>
    public IReadOnlyList<T>? ReadModels<T>()
        where T : class, ICloudStackModel<T>
    {
        switch (AdvanceToValue())
        {
            case JsonTokenType.StartArray:
                return ReadArray<T>();
            case JsonTokenType.StartObject:
                return [ReadObject<T>()];
            default:
                return Mismatch<IReadOnlyList<T>>();
        }
    }

    internal List<T> ReadArray<T>()
        where T : class, ICloudStackModel<T>
    {
        List<T> items = [];
        long mismatch = 0;
        while (NextItem())
        {
            if (_json.TokenType == JsonTokenType.StartObject)
            {
                items.Add(ReadObject<T>());
            }
            else
            {
                Mismatch();
            }

            // The objects have already kept their own mismatches.
            (mismatch, _lastMismatch) = (Math.Max(mismatch, _lastMismatch), 0);
        }

        _lastMismatch = mismatch;
        return items;
    }

    /// <summary>Moves to the value of the next entry of an object.</summary>
    private bool NextEntry(out string key)
    {
        Advance();
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            key = "";
            return false;
        }

        key = JsonText.Read(in _json);
        Advance();
        return true;
    }

    private string? ReadText()
    {
        if (_json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return ReadString();
        }

        int start = (int)_json.TokenStartIndex;
        _json.Skip();
        return Encoding.UTF8.GetString(_data[start..(int)_json.BytesConsumed]);
    }
}
