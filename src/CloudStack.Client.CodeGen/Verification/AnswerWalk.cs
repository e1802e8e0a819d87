using System.Text.Json;
using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Generation;
using CloudStack.Client.CodeGen.Server;

namespace CloudStack.Client.CodeGen.Verification;

/// <summary>Compares a response with the classes of a catalog, down to the last field. Values are never shown.</summary>
internal sealed class AnswerWalk(ApiCatalog catalog, DifferenceList differences)
{
    private const string ListPrefix = "list:";
    private const string MapPrefix = "map:";
    private const string ObjectPrefix = "object:";

    private readonly Dictionary<string, Dictionary<string, CatalogField>> _classes = catalog.Responses.ToDictionary(
        response => response.Name,
        response => response.Fields.ToDictionary(field => field.Name, StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>Walks a response. Returns the number of items if it contains a list.</summary>
    public int Walk(CatalogCommand command, JsonElement content)
    {
        if (content.ValueKind != JsonValueKind.Object)
        {
            differences.AddToCommand(DifferenceKind.OtherAnswer, command.Name, "", $"the envelope contains {JsonValues.Kind(content)} instead of an object");
            return 0;
        }

        if (command.Response is not { } response)
        {
            return 0;
        }

        if (command.Result is "flat" or "success")
        {
            WalkObject(command.Name, response, content);
            return 0;
        }

        if (Inner(command, content) is not { } inner)
        {
            if (command.Result == "list")
            {
                // No items: no key and usually no count.
                foreach (JsonProperty property in content.EnumerateObject().Where(property => property.Name != "count"))
                {
                    differences.AddToCommand(DifferenceKind.OtherAnswer, command.Name, property.Name, $"{JsonValues.Kind(property.Value)} instead of a list");
                }
            }
            else
            {
                // The fields are in the envelope itself.
                WalkObject(command.Name, response, content);
            }

            return 0;
        }

        return WalkItems(command, response, inner);
    }

    private int WalkItems(CatalogCommand command, string response, JsonElement inner)
    {
        if (inner.ValueKind == JsonValueKind.Object)
        {
            WalkObject(command.Name, response, inner);
            return 1;
        }

        int items = 0;
        foreach (JsonElement item in inner.EnumerateArray())
        {
            items++;
            if (item.ValueKind == JsonValueKind.Object)
            {
                WalkObject(command.Name, response, item);
            }
            else
            {
                differences.AddToCommand(DifferenceKind.OtherAnswer, command.Name, "", $"{JsonValues.Kind(item)} in the list instead of an object");
            }
        }

        return items;
    }

    /// <summary>The object or list in a response: under its known key, otherwise under the first key that contains one.</summary>
    private static JsonElement? Inner(CatalogCommand command, JsonElement content)
    {
        JsonElement? inner = null;
        foreach (JsonProperty property in content.EnumerateObject().Where(property => property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
        {
            if (command.ResponseKeys.Contains(property.Name))
            {
                return property.Value;
            }

            inner ??= property.Value;
        }

        return inner;
    }

    private void WalkObject(string command, string className, JsonElement item)
    {
        if (!_classes.TryGetValue(className, out Dictionary<string, CatalogField>? fields))
        {
            return;
        }

        foreach (JsonProperty property in item.EnumerateObject())
        {
            string place = $"{className}.{JsonValues.Plain(property.Name, 60)}";
            if (fields.TryGetValue(property.Name, out CatalogField? field))
            {
                Check(command, place, field, property.Value);
            }
            else if (property.Value.ValueKind != JsonValueKind.Null)
            {
                differences.AddToClass(DifferenceKind.UnknownField, command, place, $"sent as {JsonValues.Kind(property.Value)}");
            }
        }
    }

    private void Check(string command, string place, CatalogField field, JsonElement value)
    {
        if (field.Element is null)
        {
            Check(command, place, field.Type, value);
        }
        else if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty("responses", out JsonElement items))
        {
            Check(command, place, ListPrefix + field.Element, items);
        }
        else if (value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object))
        {
            Report(command, place, field.Type, value, Fit.Lost);
        }
    }

    private void Check(string command, string place, string type, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null || type == "any")
        {
            return;
        }

        if (PlainValue.IsPlain(type))
        {
            Report(command, place, type, value, PlainValue.FitOf(type, value));
        }
        else if (type.StartsWith(ListPrefix, StringComparison.Ordinal))
        {
            CheckList(command, place, type, value);
        }
        else if (type.StartsWith(MapPrefix, StringComparison.Ordinal))
        {
            Report(command, place, type, value, value.ValueKind == JsonValueKind.Object ? Fit.AsDeclared : Fit.Lost);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            WalkObject(command, type[ObjectPrefix.Length..], value);
        }
        else
        {
            // The SDK reads the first object of a list.
            bool isReadable = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 && value[0].ValueKind == JsonValueKind.Object;
            Report(command, place, type, value, isReadable ? Fit.Readable : Fit.Lost);
        }
    }

    private void CheckList(string command, string place, string type, JsonElement value)
    {
        string item = type[ListPrefix.Length..];
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement entry in value.EnumerateArray())
            {
                Check(command, place, item, entry);
            }

            return;
        }

        // A single value counts as a list of one.
        bool isReadable = item == "any"
            || (PlainValue.IsPlain(item) ? PlainValue.FitOf(item, value) != Fit.Lost : value.ValueKind == JsonValueKind.Object);
        Report(command, place, type, value, isReadable ? Fit.Readable : Fit.Lost);
        if (isReadable && FieldTypes.ClassOf(item) is { } inner)
        {
            WalkObject(command, inner, value);
        }
    }

    private void Report(string command, string place, string type, JsonElement value, Fit fit)
    {
        if (fit != Fit.AsDeclared)
        {
            differences.AddToClass(
                DifferenceKind.OtherType,
                command,
                place,
                $"declared {type}, sent as {JsonValues.Kind(value)}: {(fit == Fit.Lost ? "the SDK cannot read it" : "the SDK reads it")}");
        }
    }
}
