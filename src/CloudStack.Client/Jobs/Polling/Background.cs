namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// Starts work that outlives its caller. The work must not inherit the caller's activity, scopes, or other ambient values, so no
/// part of it runs on the caller's thread, where they are current even if they don't flow.
/// </summary>
internal static class Background
{
    public static Task Run(Func<Task> run)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return Task.Run(run);
        }

        using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
        return Task.Run(run);
    }
}
