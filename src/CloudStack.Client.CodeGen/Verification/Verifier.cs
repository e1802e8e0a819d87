using System.Globalization;
using CloudStack.Client.CodeGen.Catalog;
using CloudStack.Client.CodeGen.Discovery;
using CloudStack.Client.CodeGen.Server;

namespace CloudStack.Client.CodeGen.Verification;

/// <summary>Checks a server against a catalog: its own description, and the responses of every read command that requires no parameters.</summary>
internal sealed class Verifier
{
    private readonly ApiCatalog _catalog;
    private readonly ServerConnection _connection;
    private readonly VerifyOptions _options;
    private readonly TimeProvider _time;
    private readonly DifferenceList _differences = new();
    private readonly AnswerWalk _walk;

    public Verifier(ApiCatalog catalog, ServerConnection connection, VerifyOptions options, TimeProvider time)
    {
        _catalog = catalog;
        _connection = connection;
        _options = options;
        _time = time;
        _walk = new AnswerWalk(catalog, _differences);
    }

    /// <exception cref="ToolException">The server cannot be reached, or refuses the keys.</exception>
    public async Task<VerifyReport> RunAsync(CancellationToken cancellationToken)
    {
        long start = _time.GetTimestamp();
        ServerDescription server = await ServerDescription.ReadAsync(_connection, cancellationToken).ConfigureAwait(false);
        bool showsAll = ShowsAll(server.Apis);
        new CommandComparison(_catalog, _differences).Compare(server.Apis, showsAll);

        int answered = 0;
        int needParameters = 0;
        int notReached = 0;
        List<Refusal> refused = [];
        Dictionary<string, CatalogCommand> known = _catalog.Commands.ToDictionary(command => command.Name, StringComparer.Ordinal);
        foreach (ServerApi api in server.Apis)
        {
            if (!known.TryGetValue(api.Name, out CatalogCommand? command) || command.Kind != "read" || api.IsAsync)
            {
                continue;
            }

            if (api.Parameters.Any(parameter => parameter.Required))
            {
                needParameters++;
            }
            else if (_connection.Requests >= _options.MostRequests || _time.GetElapsedTime(start) >= _options.Limit)
            {
                notReached++;
            }
            else if (await CheckAsync(command, api, cancellationToken).ConfigureAwait(false) is { } refusal)
            {
                refused.Add(refusal);
            }
            else
            {
                answered++;
            }
        }

        return new VerifyReport
        {
            Version = server.Version,
            Differences = _differences.All,
            Offered = server.Apis.Count,
            Answered = answered,
            NeedParameters = needParameters,
            Refused = refused,
            NotReached = notReached,
            Requests = _connection.Requests,
            ShowsAll = showsAll,
        };
    }

    /// <summary>Whether the account is a root administrator, which can see most of the commands that are only for root administrators.</summary>
    private bool ShowsAll(IReadOnlyList<ServerApi> apis)
    {
        List<string> rootOnly = [.. _catalog.Commands.Where(command => command.Authorized is ["Admin"]).Select(command => command.Name)];
        return apis.Select(api => api.Name).Intersect(rootOnly).Count() * 2 >= rootOnly.Count;
    }

    /// <summary>Calls a command and walks its response. Returns the error if there is one instead.</summary>
    private async Task<Refusal?> CheckAsync(CatalogCommand command, ServerApi api, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, string>> parameters = [];
        if (Has(api, "listall"))
        {
            parameters.Add(new("listall", "true"));
        }

        bool isPaged = command is { List: true, Paged: true } && Has(api, "page") && Has(api, "pagesize");
        for (int page = 1; page <= (isPaged ? _options.Pages : 1); page++)
        {
            ServerAnswer answer = await _connection.CallAsync(command.Name, isPaged ? [.. parameters, .. Page(page)] : parameters, cancellationToken).ConfigureAwait(false);
            if (answer is { Status: 431, Unreadable: null } && isPaged && page == 1)
            {
                // A server may allow only smaller pages; then it chooses the size.
                isPaged = false;
                answer = await _connection.CallAsync(command.Name, parameters, cancellationToken).ConfigureAwait(false);
            }

            if (answer.IsError)
            {
                return new Refusal(command.Name, answer.Status, JsonValues.Plain(answer.ErrorText), IsOfApi: answer is { Unreadable: null, Status: not 503 });
            }

            if (answer.Unreadable is { } unreadable)
            {
                _differences.AddToCommand(DifferenceKind.OtherAnswer, command.Name, "", $"{unreadable} instead of a response");
                return null;
            }

            if (_walk.Walk(command, answer.Content) < _options.PageSize)
            {
                break;
            }
        }

        return null;
    }

    private static bool Has(ServerApi api, string name) => api.Parameters.Any(parameter => parameter.Name == name);

    private KeyValuePair<string, string>[] Page(int page) =>
    [
        new("page", page.ToString(CultureInfo.InvariantCulture)),
        new("pagesize", _options.PageSize.ToString(CultureInfo.InvariantCulture)),
    ];
}
