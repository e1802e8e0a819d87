using CloudStack.Client.Responses;

namespace CloudStack.Client;

/// <summary>
/// Remembers the rows of a list, so that none is returned twice: neither another row of the same resource nor an identical row. If
/// a list changes, or the server orders it by nothing unique, a row can appear again on any page.
/// </summary>
internal sealed class SeenRows
{
    private readonly HashSet<ulong> _contents = [];
    private readonly HashSet<ulong> _things = [];
    private readonly Dictionary<ulong, ulong> _page = [];
    private ulong[] _before = [];

    /// <summary>
    /// Whether an id and its zone identify one row. A page with two different rows of one resource shows that they don't: a
    /// snapshot has one row for each store.
    /// </summary>
    private bool _isThingOneRow = true;

    /// <summary>How many pages in a row had exactly the rows of the page before.</summary>
    public int EqualPages { get; private set; }

    /// <summary>Returns the items of the next page that have not been returned before.</summary>
    public IReadOnlyList<T> TakeNew<T>(FetchedPage<T> page)
    {
        if (page.Rows is not { } rows)
        {
            return page.Items;
        }

        Compare(rows);
        List<T>? items = null;
        for (int i = 0; i < rows.Count; i++)
        {
            bool isNew = IsNew(rows[i]);
            if (!isNew && items is null)
            {
                items = new List<T>(page.Items.Take(i));
            }
            else if (isNew)
            {
                items?.Add(page.Items[i]);
            }
        }

        // Rows that repeat within a page are intended by the server, unless they are the same resource.
        foreach (ListRow row in rows)
        {
            _contents.Add(row.Content);
        }

        return items ?? page.Items;
    }

    private bool IsNew(ListRow row)
    {
        bool isNew = !_contents.Contains(row.Content);
        if (row.Thing is { } thing)
        {
            bool isNewThing = _things.Add(thing);
            if (_isThingOneRow)
            {
                return isNew && isNewThing;
            }

            // An identical row of a resource is returned only once, even within a page.
            _contents.Add(row.Content);
        }

        return isNew;
    }

    /// <summary>Compares the rows of a page with each other and with the page before.</summary>
    private void Compare(IReadOnlyList<ListRow> rows)
    {
        _page.Clear();
        ulong[] now = new ulong[rows.Count];
        for (int i = 0; i < rows.Count; i++)
        {
            ListRow row = rows[i];
            now[i] = row.Thing ?? row.Content;
            if (row.Thing is { } thing && !_page.TryAdd(thing, row.Content) && _page[thing] != row.Content)
            {
                _isThingOneRow = false;
            }
        }

        EqualPages = _before.AsSpan().SequenceEqual(now) ? EqualPages + 1 : 0;
        _before = now;
    }
}
