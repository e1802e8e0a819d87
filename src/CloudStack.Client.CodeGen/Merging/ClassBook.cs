using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Naming;

namespace CloudStack.Client.CodeGen.Merging;

/// <summary>All response classes: those of the catalog, and those that only the server has.</summary>
internal sealed class ClassBook
{
    // Fewer equal fields prove nothing: many classes have an id and a name.
    private const int TellingFields = 4;

    private readonly SortedDictionary<string, ClassDraft> _drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _byLowerName = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _taken = new(FreeName.OfTypes, StringComparer.Ordinal);
    private readonly PascalWords _words;

    public ClassBook(ApiCatalog catalog, PascalWords words)
    {
        _words = words;
        foreach (CatalogResponse response in catalog.Responses)
        {
            _drafts.Add(response.Name, new ClassDraft(response));
            _byLowerName.TryAdd(response.Name, response.Name);
            _taken.Add(response.Pascal);
        }

        _taken.UnionWith(catalog.Commands.Select(command => command.Pascal + "Request"));
    }

    public int NewFields { get; private set; }

    public int NewClasses { get; private set; }

    public IReadOnlyList<CatalogResponse> ToResponses() => [.. _drafts.Values.Select(draft => draft.ToResponse())];

    /// <summary>
    /// Adds a server's description of a class. Does nothing if the description has too little in common with the class, because
    /// the declared response class of a few commands differs from the actual one.
    /// </summary>
    public void Describe(string name, IReadOnlyList<ServerField> fields)
    {
        if (!_drafts.TryGetValue(name, out ClassDraft? draft) || !draft.IsDescribedBy(fields, exactly: false))
        {
            return;
        }

        foreach (ServerField field in fields)
        {
            if (draft.Find(field.Name) is not { } known)
            {
                draft.Add(field.Name, _words.Of(field.Name), TypeOf(field, draft.Pascal), field.Description);
                NewFields++;
                continue;
            }

            bool agrees = ShownTypes.Agree(known.Type, field);
            if (agrees && field.Fields.Count > 0 && Generation.FieldTypes.ClassOf(known.Type) is { } inner)
            {
                Describe(inner, field.Fields);
            }

            draft.Replace(known with
            {
                Description = known.Description ?? field.Description,
                Type = agrees ? known.Type : TypeOf(field, draft.Pascal),
                NonNull = known.NonNull && agrees,
                Element = agrees ? known.Element : null,
            });
        }
    }

    /// <summary>The class that a description matches: a likely one, or any one whose fields all match.</summary>
    public string? Match(IReadOnlyList<ServerField> fields, IEnumerable<string> likely)
    {
        foreach (string name in likely)
        {
            if (_drafts.TryGetValue(name, out ClassDraft? draft) && draft.IsDescribedBy(fields, exactly: false))
            {
                return name;
            }
        }

        return ClassDraft.Own(fields).Count() < TellingFields
            ? null
            : _drafts.Values.FirstOrDefault(draft => draft.IsDescribedBy(fields, exactly: true))?.Name;
    }

    /// <summary>Declares a class that only the server has.</summary>
    public string Add(string pascal, IReadOnlyList<ServerField> fields)
    {
        string free = FreeName.Take(pascal, "Result", _taken);
        string name = free + "Response";
        while (_drafts.ContainsKey(name))
        {
            name = "New" + name;
        }

        ClassDraft draft = new(new CatalogResponse { Name = name, Pascal = free, Fields = [] });
        _drafts.Add(name, draft);
        NewClasses++;
        foreach (ServerField field in fields)
        {
            draft.Add(field.Name, _words.Of(field.Name), TypeOf(field, free), field.Description);
        }

        return name;
    }

    private string TypeOf(ServerField field, string parent)
    {
        if (ShownTypes.Scalar(field.Type) is { } scalar)
        {
            return scalar;
        }

        bool isMany = field.Type is "list" or "set";
        if (field.Fields.Count > 0)
        {
            string inner = Match(field.Fields, _byLowerName.TryGetValue(field.Type, out string? named) ? [named] : [])
                ?? Add(parent + Nouns.Singular(_words.Of(field.Name)), field.Fields);
            return (isMany ? "list:object:" : "object:") + inner;
        }

        return field.Type switch
        {
            "list" or "set" => "list:any",
            "map" => "map:string",
            "object" or "responseobject" => "any",
            [.. var item, '[', ']'] => "list:" + (ShownTypes.Scalar(item) ?? "any"),
            _ when _byLowerName.TryGetValue(field.Type, out string? known) => "object:" + known,
            _ when field.Type.EndsWith("response", StringComparison.Ordinal) => "any",

            // All others are enumerations, which are sent as text.
            _ => "string",
        };
    }
}
