namespace CloudStack.Client.AotTests;

/// <summary>Replaces a test framework in a natively compiled program.</summary>
internal static class Expect
{
    public static void That(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException("Failed: " + what);
        }
    }

    public static TException Throws<TException>(Action action, string what)
        where TException : Exception
    {
        try
        {
            action();
        }
        catch (TException e)
        {
            return e;
        }

        throw new InvalidOperationException("Failed: " + what);
    }
}
