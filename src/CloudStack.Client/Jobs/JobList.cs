using System.Collections;
using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// The result of the few jobs that end with a list (<c>dedicateZone</c>, <c>dedicatePod</c>, <c>dedicateHost</c>,
/// <c>importNetworkACL</c>).
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <remarks>
/// On the wire the items stand under <c>responses</c> below a key that is literally <c>null</c>, and their whole numbers
/// are written as floating point; both are read here as meant.
/// </remarks>
public sealed class JobList<T> : IReadOnlyList<T>, ICloudStackModel<JobList<T>>
    where T : class, ICloudStackModel<T>
{
    private readonly IReadOnlyList<T> _items;

    /// <summary>Creates a list, for example in a test.</summary>
    /// <param name="items">The items.</param>
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
        IReadOnlyList<T>? items = null;
        while (reader.NextField("\u0009\u0001responses"u8, out int field))
        {
            if (field == 0)
            {
                items = reader.ReadModels<T>();
            }
            else
            {
                reader.Skip();
            }
        }

        return new JobList<T>(items ?? []);
    }
}
