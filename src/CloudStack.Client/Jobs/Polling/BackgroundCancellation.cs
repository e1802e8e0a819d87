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
            catch (Exception)
            {
                // The work to interrupt has already ended on its own, and its source is disposed. Or a callback threw: the token
                // reaches the caller's handlers, and an exception on this thread would end the process. All callbacks have run.
            }
        },
        source,
        preferLocal: false);
}
