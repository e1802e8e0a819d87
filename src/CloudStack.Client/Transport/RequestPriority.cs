namespace CloudStack.Client.Transport;

/// <summary>Who goes first when requests must queue: a result that is there is worth more than new work.</summary>
internal enum RequestPriority
{
    Poll,
    Submit,
    Other,
}
