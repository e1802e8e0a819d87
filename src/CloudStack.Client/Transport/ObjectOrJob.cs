namespace CloudStack.Client.Transport;

/// <summary>An answer that is either an object or a job; neither where the content was no object.</summary>
internal readonly record struct ObjectOrJob<T>(T? Value, SubmitAnswer Job)
    where T : class;
