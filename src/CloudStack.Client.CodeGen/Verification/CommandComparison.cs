using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Merging;

namespace CloudStack.Client.CodeGen.Verification;

/// <summary>Compares a server's description of itself with a catalog, without calling anything.</summary>
internal sealed class CommandComparison(ApiCatalog catalog, DifferenceList differences)
{
    private readonly Dictionary<string, ClassDraft> _classes = catalog.Responses.ToDictionary(response => response.Name, response => new ClassDraft(response), StringComparer.Ordinal);

    /// <param name="apis">The server's commands.</param>
    /// <param name="showsAll">Whether the account sees everything that the server has.</param>
    public void Compare(IReadOnlyList<ServerApi> apis, bool showsAll)
    {
        Dictionary<string, CatalogCommand> known = catalog.Commands.ToDictionary(command => command.Name, StringComparer.Ordinal);
        foreach (ServerApi api in apis)
        {
            if (known.Remove(api.Name, out CatalogCommand? command))
            {
                Compare(command, api, showsAll);
            }
            else
            {
                differences.AddToCommand(DifferenceKind.UnknownCommand, api.Name, "", $"{api.Parameters.Count} parameters, {api.Fields.Count} fields; fetch adds it to a catalog");
            }
        }

        // Commands that need a certain build or a global setting are absent from most servers.
        foreach (CatalogCommand command in known.Values.Where(command => showsAll && command is { Build: null or "default", EnabledBy: null }))
        {
            differences.AddToCommand(DifferenceKind.MissingCommand, command.Name, "", "the server does not offer it");
        }
    }

    private void Compare(CatalogCommand command, ServerApi api, bool showsAll)
    {
        if (command.Async != api.IsAsync)
        {
            differences.AddToCommand(DifferenceKind.OtherCommand, command.Name, "", api.IsAsync ? "starts a job" : "responds without a job");
        }

        foreach (ServerParameter parameter in api.Parameters)
        {
            CatalogParameter? mine = command.Params.FirstOrDefault(candidate => string.Equals(candidate.Name, parameter.Name, StringComparison.OrdinalIgnoreCase));
            if (mine is null)
            {
                differences.AddToCommand(DifferenceKind.UnknownParameter, command.Name, parameter.Name, parameter.Type + (parameter.Required ? ", required" : ""));
            }
            else if (mine.Type != parameter.Type)
            {
                differences.AddToCommand(DifferenceKind.OtherParameter, command.Name, parameter.Name, $"is {parameter.Type} instead of {mine.Type}");
            }
            else if (mine.Required != parameter.Required)
            {
                differences.AddToCommand(DifferenceKind.OtherParameter, command.Name, parameter.Name, parameter.Required ? "is required" : "is no longer required");
            }
        }

        foreach (CatalogParameter parameter in command.Params.Where(parameter => showsAll && !parameter.Hidden))
        {
            if (!api.Parameters.Any(candidate => string.Equals(candidate.Name, parameter.Name, StringComparison.OrdinalIgnoreCase)))
            {
                differences.AddToCommand(DifferenceKind.MissingParameter, command.Name, parameter.Name, "the server does not offer it");
            }
        }

        if ((command.DeclaredResponse ?? command.Response) is { } response)
        {
            CompareFields(command.Name, response, api.Fields);
        }
    }

    private void CompareFields(string command, string response, IReadOnlyList<ServerField> fields)
    {
        // The declared response class of a command can differ from the actual one.
        if (!_classes.TryGetValue(response, out ClassDraft? draft) || !draft.IsDescribedBy(fields, exactly: false))
        {
            return;
        }

        foreach (ServerField field in fields)
        {
            string place = $"{response}.{field.Name}";
            if (draft.Find(field.Name) is not { } known)
            {
                differences.AddToClass(DifferenceKind.UnknownField, command, place, $"described as {field.Type}");
            }
            else if (!ShownTypes.Agree(known.Type, field))
            {
                differences.AddToClass(DifferenceKind.OtherType, command, place, $"declared {known.Type}, described as {field.Type}");
            }
            else if (field.Fields.Count > 0 && Generation.FieldTypes.ClassOf(known.Type) is { } inner)
            {
                CompareFields(command, inner, field.Fields);
            }
        }
    }
}
