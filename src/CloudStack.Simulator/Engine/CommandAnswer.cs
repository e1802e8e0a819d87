namespace CloudStack.Simulator;

/// <summary>The response of a command: content for its envelope, or work for a job.</summary>
internal sealed record CommandAnswer(ApiObject? Content, JobWork? Work)
{
    /// <summary>Creates the content after waiting for something outside the engine.</summary>
    public Func<Task<ApiObject>>? Later { get; init; }

    public static CommandAnswer Nothing { get; } = new(null, null);

    public static CommandAnswer Success(bool success = true) => new(new ApiObject { { "success", success } }, null);

    public static CommandAnswer Object(string name, ApiObject value) => new(new ApiObject { { name, value } }, null);

    public static CommandAnswer Flat(ApiObject value) => new(value, null);

    public static CommandAnswer After(Func<Task<ApiObject>> later) => new([], null) { Later = later };

    public static CommandAnswer Job(JobWork work) => new(null, work);
}
