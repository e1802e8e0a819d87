using System.Collections;
using System.Text.Json;
using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// The result of the few jobs that end with a list (<c>dedicateZone</c>, <c>dedicatePod</c>, <c>dedicateHost</c>,
/// <c>importNetworkACL</c>).
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// On the wire the items stand under <c>responses</c> below a key that is literally <c>null</c>, and their whole numbers
/// are written as floating point; both are read here as meant. A plain list, and a single item, are read as well.
/// </remarks>
public sealed class JobList<T> : IReadOnlyList<T>, ICloudStackModel<JobList<T>>, IListModel
    where T : class, ICloudStackModel<T>
{
    private readonly IReadOnlyList<T> _items;

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
