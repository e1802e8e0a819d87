namespace CloudStack.Client.CodeGen.Generation;

/// <summary>Writes the comment of a method.</summary>
internal static class MethodComment
{
    /// <param name="text">Where to write.</param>
    /// <param name="method">The method.</param>
    /// <param name="api">The type that an extension method extends; null for a method of the interface, which accepts a request.</param>
    /// <param name="hidden">Why editors don't offer it; null if they do.</param>
    public static void Write(CodeText text, MethodPlan method, string? api = null, string? hidden = null)
    {
        text.Line($"/// <summary>{Facts.Summary(method.Command)}</summary>");
        string remarks = string.Join(' ', new[] { hidden, Facts.Remarks(method.Command, method.When) }.Where(static part => !string.IsNullOrEmpty(part)));
        if (remarks.Length > 0)
        {
            text.Line($"/// <remarks>{remarks}</remarks>");
        }

        text.Line(api is null
            ? "/// <param name=\"request\">The parameters.</param>"
            : "/// <param name=\"api\">The commands of the group.</param>");
        if (method.Form != MethodForm.Query)
        {
            text.Line("/// <param name=\"cancellationToken\">Cancels the call.</param>");
        }

        text.Line($"/// <returns>{Returns(method.Form)}</returns>");
        if (method.Form != MethodForm.Query)
        {
            text.Line("/// <exception cref=\"CloudStackException\">The call failed; the type of the exception says why.</exception>");
        }
    }

    private static string Returns(MethodForm form) => form switch
    {
        MethodForm.Query => "The query, which sends requests only when it is enumerated.",
        MethodForm.Handle => "The handle of the job.",
        MethodForm.List => "The items of the response.",
        MethodForm.Nothing => "A task that completes when the command has succeeded.",
        _ => "The response.",
    };
}
