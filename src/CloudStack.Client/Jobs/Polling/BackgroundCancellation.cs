namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// Canceling a token source runs continuations synchronously: under a lock, on a caller's thread, and with a caller's ambient
/// values. That is wrong for the poller, so they run on a clean pool thread.
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
                // The work to interrupt has already ended on its own.
            }
        },
        source,
        preferLocal: false);
}
