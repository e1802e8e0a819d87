using System.Globalization;

namespace CloudStack.Client;

/// <summary>The deadline of a wait passed before the wait was over. The caller can wait again, and that wait continues.</summary>
/// <seealso cref="JobTimeoutException"/>
public class WaitTimeoutException : CloudStackException
{
    internal WaitTimeoutException(string message, string? command, TimeSpan elapsed, Exception? lastFailure)
        : base(message, command, lastFailure)
    {
        Elapsed = elapsed;
    }

    /// <summary>How long this wait took.</summary>
    public TimeSpan Elapsed { get; }

    /// <inheritdoc/>
    public override bool IsTransient => true;

    /// <summary>Creates the exception for a wait on the results of a query.</summary>
    internal static WaitTimeoutException OfQuery(string item, TimeSpan elapsed, int found, Exception? lastFailure) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"The condition was not met within {elapsed.TotalSeconds:0.###} s ({(found == 0 ? $"no {item} was found" : $"the last query found {found} of type {item}")}). You can wait again."),
        command: null,
        elapsed,
        lastFailure);

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new WaitTimeoutException(Message, Command, Elapsed, InnerException);
}
