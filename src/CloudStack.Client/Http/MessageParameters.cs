using CloudStack.Client.Generation;

namespace CloudStack.Client.Http;

/// <summary>
/// The parameters of a request as the server will put them together: those of the call, and those that handlers of others have
/// put into the address or into a form. The server takes the query's value where a name stands in the query and in the body,
/// so a handler's counts, and no name is sent twice. What says which call it is, how it is answered and who sends it, the
/// client keeps to itself, and the id of the job, by which it looks for it.
/// </summary>
internal readonly struct MessageParameters
{
    private readonly CommandContext _context;
    private readonly int _inQuery;

    /// <param name="context">The call.</param>
    /// <param name="query">The query of the address as it is now.</param>
    /// <param name="form">The form that the message has by now; empty for none.</param>
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

    /// <summary>All that is signed, wherever it travels. What is added is for the body.</summary>
    public List<KeyValuePair<string, string>> All { get; }

    /// <summary>What stays in the address of a request that has a body.</summary>
    public List<KeyValuePair<string, string>> InQuery => All[.._inQuery];

    /// <summary>What goes into the body.</summary>
    public List<KeyValuePair<string, string>> InBody => _inQuery == 0 ? All : All[_inQuery..];

    /// <summary>Of a name that stands twice in a query the last counts; other letters make another name for the signature.</summary>
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

    /// <summary>Of a name that stands twice in a form the first counts.</summary>
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
