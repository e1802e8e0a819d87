using System.Collections;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// The result of the few jobs that end with a list (<c>dedicateZone</c>, <c>dedicatePod</c>, <c>dedicateHost</c>,
/// <c>importNetworkACL</c>).
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// On the wire, the items are under <c>responses</c>, inside a key that is literally <c>null</c>, and their whole numbers are
/// written as floating-point numbers. This type reads both as intended. It also reads a plain list and a single item.
/// </remarks>
[DebuggerDisplay("Count = {Count}")]
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "To its users it is a list; only serializers see a collection.")]
public sealed class JobList<T> : IReadOnlyList<T>, ICollection<T>, ICloudStackModel<JobList<T>>, IListModel
    where T : class, ICloudStackModel<T>
{
    private readonly IReadOnlyList<T> _items;
    private readonly List<T>? _deserialized;

    /// <summary>Creates a list without items. A serializer fills it; otherwise, it stays empty.</summary>
    public JobList() => _items = _deserialized = [];

    /// <summary>Creates a list, for example in a test.</summary>
    /// <param name="items">The items.</param>
    /// <exception cref="ArgumentNullException"><paramref name="items"/> is null.</exception>
    public JobList(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items = items;
    }

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // System.Text.Json reads a collection only by adding to it. Lists from a server or a test are read-only.
    bool ICollection<T>.IsReadOnly => _deserialized is null;

    void ICollection<T>.Add(T item) => Deserialized.Add(item);

    void ICollection<T>.Clear() => Deserialized.Clear();

    bool ICollection<T>.Remove(T item) => Deserialized.Remove(item);

    bool ICollection<T>.Contains(T item) => _items.Contains(item);

    void ICollection<T>.CopyTo(T[] array, int arrayIndex)
    {
        foreach (T item in _items)
        {
            array[arrayIndex++] = item;
        }
    }

    private List<T> Deserialized => _deserialized ?? throw new NotSupportedException("The list is read-only.");

    static JobList<T> ICloudStackModel<JobList<T>>.Read(ref ModelReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            return new JobList<T>(reader.ReadArray<T>());
        }

        ModelReader start = reader;
        IReadOnlyList<T>? items = null;
        bool hasOtherFields = false;
        while (reader.NextField())
        {
            if (reader.NameEquals("responses"u8))
            {
                items = reader.ReadModels<T>() ?? [];
            }
            else
            {
                hasOtherFields = true;
                reader.Skip();
            }
        }

        if (items is null && hasOtherFields)
        {
            reader = start;
            items = [T.Read(ref reader)];
        }

        return new JobList<T>(items ?? []);
    }
}
