namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The latest hints that named nothing that anybody waits for: a job can end before its submit is answered, or before the wait
/// begins. Only so many are kept, because most are other people's. Plain state of the <see cref="HintInbox"/>.
/// </summary>
internal sealed class RecentHints
{
    private const int Capacity = 1024;
    private const int LongestId = 64;

    private readonly Dictionary<string, RecentHint> _hints = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<(string Id, long At)> _order = new();

    public void Add(string id, SourceReader? source, long at)
    {
        if (id.Length > LongestId)
        {
            return;
        }

        _hints[id] = new RecentHint(source, at);
        _order.Enqueue((id, at));
        if (_order.Count > Capacity)
        {
            (string oldest, long oldestAt) = _order.Dequeue();
            if (_hints.TryGetValue(oldest, out RecentHint hint) && hint.At == oldestAt)
            {
                _hints.Remove(oldest);
            }
        }
    }

    /// <summary>Takes the hint about an id out, if there is one.</summary>
    public RecentHint? Take(string id) => _hints.Remove(id, out RecentHint hint) ? hint : null;

    public void Clear()
    {
        _hints.Clear();
        _order.Clear();
    }
}
