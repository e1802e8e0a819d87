namespace CloudStack.Client.Jobs.Polling;

/// <summary>Begins what outlives its beginner: it must not carry the beginner's activity, scopes and other ambient values along.</summary>
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
