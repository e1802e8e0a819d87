using System.Text.RegularExpressions;
using CloudStack.Client.CodeGen.Catalog;

namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Checks the names of a catalog, which may be from a server: an invalid name must not get into code or file paths.</summary>
internal static partial class NameCheck
{
    /// <exception cref="ToolException">A name cannot be written into code; the message contains it.</exception>
    public static void Verify(GenerationPlan plan)
    {
        foreach (CatalogGroup group in plan.Groups)
        {
            Identifier(group.ClientProperty);
        }

        foreach (CatalogCommand command in plan.Commands)
        {
            Identifier(command.Pascal);
            Wire(command.Name);
            foreach (CatalogParameter parameter in command.Params)
            {
                Identifier(parameter.Pascal);
                Wire(parameter.Name);
            }
        }

        foreach (string key in plan.Entries.All.SelectMany(entry => entry.Keys))
        {
            Wire(key);
        }

        foreach (CatalogResponse response in plan.Models)
        {
            Identifier(response.Pascal);
            foreach (CatalogField field in response.Fields)
            {
                Identifier(field.Pascal);
                Wire(field.Name);
            }
        }
    }

    private static void Identifier(string name)
    {
        if (!IdentifierPattern().IsMatch(name))
        {
            throw new ToolException($"The C# name '{name}' in the catalog is not a valid identifier; correct it there.");
        }
    }

    private static void Wire(string name)
    {
        if (name.Length == 0 || name.Any(c => c is '"' or '\\' || char.IsControl(c)))
        {
            throw new ToolException($"The name '{name}' of a command, parameter or field in the catalog cannot be written into code; correct it there.");
        }
    }

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*\z")]
    private static partial Regex IdentifierPattern();
}
