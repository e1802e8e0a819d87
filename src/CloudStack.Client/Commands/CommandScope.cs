using CloudStack.Client.Generation;

namespace CloudStack.Client.Commands;

/// <summary>Determines whose resources a view of a client works with.</summary>
/// <param name="ProjectId">The project; null for none.</param>
/// <param name="DomainId">The domain of the account; null for none.</param>
/// <param name="Account">The name of the account; null for none.</param>
internal sealed record CommandScope(string? ProjectId, string? DomainId, string? Account)
{
    private const string Project = "projectid";
    private const string Domain = "domainid";
    private const string OfAccount = "account";

    public static CommandScope OfProject(string projectId) => new(projectId, DomainId: null, Account: null);

    public static CommandScope Of(string domainId, string account) => new(ProjectId: null, domainId, account);

    /// <summary>
    /// Adds the parameters that the command knows, unless the caller has said whose resources it means. The server accepts a
    /// project or an account, but not both.
    /// </summary>
    public void AddTo(ParameterList parameters, CommandDescriptor command)
    {
        if (parameters.TryGet(Project, out _) || parameters.TryGet(OfAccount, out _) || (Account is not null && parameters.TryGet(Domain, out _)))
        {
            return;
        }

        if (ProjectId is not null && command.TakesProject)
        {
            parameters.Add(Project, ProjectId);
        }

        if (Account is not null && command.TakesAccount)
        {
            parameters.Add(OfAccount, Account);
            parameters.Add(Domain, DomainId!);
        }
    }
}
