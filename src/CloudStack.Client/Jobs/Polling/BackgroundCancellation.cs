namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// Cancelling runs continuations on the spot: under a lock, on a caller's thread, with a caller's ambient values. None of that is
/// for the poller, so they run on a clean pool thread.
/// </summary>
internal static class BackgroundCancellation
{
    public static void CancelInBackground(this CancellationTokenSource source) => ThreadPool.UnsafeQueueUserWorkItem(
        static source =>
        {
            try
            {
                source.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // What it was to interrupt ended by itself in the meantime.
            }
        },
        source,
        preferLocal: false);
}
