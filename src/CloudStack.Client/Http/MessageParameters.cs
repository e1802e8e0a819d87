using CloudStack.Client.Generation;

namespace CloudStack.Client.Http;

/// <summary>
/// The parameters of a request as the server will combine them: those of the call, and those that the user's handlers have added to
/// the address or to a form. If a name is in both query and body, the server takes the value from the query, so a handler's value
/// wins, and no name is sent twice. Handlers can't change the parameters that identify the command, the response format and the
/// sender, or the job's id, by which the client looks the job up.
/// </summary>
internal readonly struct MessageParameters
{
    private readonly CommandContext _context;
    private readonly int _inQuery;

    /// <param name="context">The call.</param>
    /// <param name="query">The current query of the address.</param>
    /// <param name="form">The current form of the message; empty for none.</param>
    public MessageParameters(CommandContext context, string query, string form)
    {
        _context = context;
        All = new List<KeyValuePair<string, string>>(context.Parameters.Count + 8);
        if (query.Length > 1)
        {
            AddQuery(query[1..]);
        }

        _inQuery = All.Count;
        if (form.Length > 0)
        {
            AddForm(form);
        }

        int theirs = All.Count;
        All.Add(new("command", context.Command));
        foreach (KeyValuePair<string, string> pair in context.Parameters)
        {
            if (theirs == 0 || !Has(theirs, pair.Key))
            {
                All.Add(pair);
            }
        }

        All.Add(new("response", "json"));
    }

    /// <summary>All signed parameters, whether in the query or in the body. Parameters that are added go into the body.</summary>
    public List<KeyValuePair<string, string>> All { get; }

    /// <summary>The parameters that remain in the address if the request has a body.</summary>
    public List<KeyValuePair<string, string>> InQuery => All[.._inQuery];

    /// <summary>The parameters that go into the body.</summary>
    public List<KeyValuePair<string, string>> InBody => _inQuery == 0 ? All : All[_inQuery..];

    /// <summary>
    /// If a name occurs twice in a query, the last value counts. Names that differ only in case are different names for the
    /// signature.
    /// </summary>
    private void AddQuery(string text)
    {
        foreach ((string name, string value, _) in FormText.Parse(text))
        {
            if (!IsOurs(name))
            {
                All.RemoveAll(pair => pair.Key == name);
                All.Add(new(name, value));
            }
        }
    }

    /// <summary>If a name occurs twice in a form, the first value counts.</summary>
    private void AddForm(string text)
    {
        foreach ((string name, string value, _) in FormText.Parse(text))
        {
            if (!IsOurs(name) && !Has(All.Count, name))
            {
                All.Add(new(name, value));
            }
        }
    }

    private bool Has(int count, string name) => All.FindIndex(0, count, pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)) >= 0;

    private bool IsOurs(string name) => ParameterList.IsOfProtocol(name)
        || (name.Equals(ParameterList.CustomJobId, StringComparison.OrdinalIgnoreCase) && _context.SentJobId is not null);
}
