namespace CloudStack.Simulator;

/// <summary>What happens on the way of an answer to the caller.</summary>
public enum AnswerDelivery
{
    /// <summary>It arrives.</summary>
    Normal,

    /// <summary>The connection is closed before anything of it is sent.</summary>
    Closed,

    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Nobody listens.</summary>
    Refused,

    /// <summary>Nothing happens until the caller gives up.</summary>
    Never,
}
