namespace CloudStack.Client;

/// <summary>How a wait for what a query finds ended.</summary>
public enum QueryWaitOutcome
{
    /// <summary>Every item fulfilled the condition.</summary>
    Reached,

    /// <summary>The query found nothing: what was waited for does not exist, or does not any more.</summary>
    Gone,
}
