namespace CloudStack.Client.Jobs.Polling;

/// <summary>
/// Starts work that outlives its caller. The work must not inherit the caller's activity, scopes, or other ambient values.
/// </summary>
internal static class Background
{
    public static Task Run(Func<Task> run)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            return run();
        }

        using AsyncFlowControl flow = ExecutionContext.SuppressFlow();
        return run();
    }
}
