using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>A response class to which fields and descriptions can still be added.</summary>
internal sealed class ClassDraft
{
    private static readonly string[] OfAllClasses = ["jobid", "jobstatus"];

    private readonly CatalogResponse _response;
    private readonly Dictionary<string, CatalogField> _fields;
    private readonly HashSet<string> _taken;

    public ClassDraft(CatalogResponse response)
    {
        _response = response;
        _fields = response.Fields.ToDictionary(field => field.Name, StringComparer.Ordinal);
        _taken = [.. FreeName.InModels, response.Pascal, .. response.Fields.Select(field => field.Pascal)];
    }

    public string Name => _response.Name;

    public string Pascal => _response.Pascal;

    public CatalogField? Find(string name) => _fields.GetValueOrDefault(name);

    public void Replace(CatalogField field) => _fields[field.Name] = field;

    public void Add(string name, string pascal, string type, string? description) => _fields.Add(name, new CatalogField
    {
        Name = name,
        Pascal = FreeName.Take(pascal, "Value", _taken),
        Type = type,
        NonNull = (type, name, pascal) is ("string", "id", "Id") or ("string", "name", "Name"),
        Ref = Generation.FieldTypes.ClassOf(type),
        Description = description,
    });

    /// <summary>Whether a description matches: at least half of it, or all of it if nothing else indicates the class.</summary>
    public bool IsDescribedBy(IReadOnlyList<ServerField> fields, bool exactly)
    {
        List<ServerField> own = [.. Own(fields)];
        int known = own.Count(field => Find(field.Name) is { } mine && ShownTypes.Agree(mine.Type, field));
        int documented = _fields.Values.Count(field => !field.Undocumented && !OfAllClasses.Contains(field.Name));
        return exactly
            ? known == own.Count && known == documented
            : known > 0 && known * 2 >= own.Count;
    }

    /// <summary>The fields that distinguish classes.</summary>
    public static IEnumerable<ServerField> Own(IReadOnlyList<ServerField> fields) => fields.Where(field => !OfAllClasses.Contains(field.Name));

    public CatalogResponse ToResponse() => _response with { Fields = [.. _fields.Values.OrderBy(field => field.Name, StringComparer.Ordinal)] };
}
