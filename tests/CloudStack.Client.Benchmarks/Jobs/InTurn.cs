namespace CloudStack.Client.Benchmarks.Jobs;

/// <summary>Runs many operations in order, a limited number at a time: the next one starts as soon as one has ended.</summary>
internal static class InTurn
{
    /// <summary>The results, in the order of the numbers from zero.</summary>
    public static async Task<T[]> RunAsync<T>(int count, int concurrency, Func<int, Task<T>> run)
    {
        T[] results = new T[count];
        int next = 0;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(concurrency, count)).Select(async _ =>
        {
            for (int i = Interlocked.Increment(ref next) - 1; i < count; i = Interlocked.Increment(ref next) - 1)
            {
                results[i] = await run(i);
            }
        }));
        return results;
    }
}
