namespace CloudStack.Client;

/// <summary>How a wait for the results of a query ended.</summary>
public enum QueryWaitOutcome
{
    /// <summary>Every item fulfilled the condition.</summary>
    Reached,

    /// <summary>The query found nothing: the item doesn't exist, or no longer exists.</summary>
    Gone,
}
