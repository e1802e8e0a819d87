using Microsoft.Extensions.Options;

namespace CloudStack.Client.DependencyInjection;

/// <summary>Validates all options of registered clients when the host starts.</summary>
internal sealed class OptionsValidator : IValidateOptions<CloudStackClientOptions>
{
    public ValidateOptionsResult Validate(string? name, CloudStackClientOptions options)
    {
        string who = string.IsNullOrEmpty(name) ? "" : $"CloudStack client '{name}': ";
        List<string> problems = [.. ClientSettings.AllProblems(options).Select(problem => who + problem)];
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
