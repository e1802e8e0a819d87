using CloudStack.Client.Responses;

namespace CloudStack.Client;

/// <summary>
/// Remembers the rows of a list, so that none comes twice: neither the same thing nor an identical row. Pages of a list that
/// changes, or that the server orders by nothing unique, may bring a row again anywhere.
/// </summary>
internal sealed class SeenRows
{
    private readonly HashSet<ulong> _contents = [];
    private readonly HashSet<ulong> _things = [];
    private readonly Dictionary<ulong, ulong> _page = [];
    private ulong[] _before = [];

    /// <summary>
    /// Whether an id, with its zone, stands for one row. A page with two different rows of one thing shows that it does not: a
    /// snapshot has a row for each store.
    /// </summary>
    private bool _isThingOneRow = true;

    /// <summary>How many pages in a row brought the very rows of the page before.</summary>
    public int EqualPages { get; private set; }

    /// <summary>The items of the next page that did not come before.</summary>
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

        // What comes twice within a page is what the server says, unless it is one thing.
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

            // An identical row of a thing comes once within a page, too.
            _contents.Add(row.Content);
        }

        return isNew;
    }

    /// <summary>Holds a page against itself and the one before.</summary>
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
