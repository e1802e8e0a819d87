namespace CloudStack.Simulator;

/// <summary>What happens to a response on its way to the caller.</summary>
public enum AnswerDelivery
{
    /// <summary>It arrives.</summary>
    Normal,

    /// <summary>The connection is closed before anything is sent.</summary>
    Closed,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>No server is listening.</summary>
    Refused,

    /// <summary>Nothing happens until the caller gives up.</summary>
    Never,
}
