using CloudStack.Client.Generation;

namespace CloudStack.Client;

/// <summary>
/// A command that lists something and changes nothing. Its method returns a <see cref="PagedQuery{T}"/>, which sends the command
/// when it is enumerated. The query sets <c>page</c> and <c>pagesize</c> itself.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
public abstract class QueryRequest<T> : CommandRequest
    where T : class, ICloudStackModel<T>
{
    internal override object? CreateQuery(IReadOnlyList<KeyValuePair<string, string>>? extra, QuerySettings settings) =>
        new PagedQuery<T>(new PageSource<T>(this, extra, settings));
}
