namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// The latest hints that match no current wait. A job can end before its submission is answered, or before the wait begins. Only a
/// limited number of hints are kept, because most concern other people's jobs. Plain state owned by <see cref="HintInbox"/>.
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

    /// <summary>Removes and returns the hint about an id, if there is one.</summary>
    public RecentHint? Take(string id) => _hints.Remove(id, out RecentHint hint) ? hint : null;

    public void Clear()
    {
        _hints.Clear();
        _order.Clear();
    }
}
