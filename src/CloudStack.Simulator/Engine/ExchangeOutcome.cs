namespace CloudStack.Simulator;

/// <summary>What the API decided about a request, before it is written down.</summary>
internal sealed class ExchangeOutcome(bool wantsJson, string envelope)
{
    public bool WantsJson => wantsJson;

    public string Envelope { get; private set; } = envelope;

    public int Status { get; private set; } = 200;

    public ApiObject? Content { get; set; }

    public SimulatorUser? User { get; set; }

    public bool WasExecuted { get; set; }

    /// <summary>The command set no answer at all: an empty body with status 200.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>The error's text, which errors of the API repeat in a header.</summary>
    public string? Description { get; private set; }

    public void Refuse(ApiError error)
    {
        Status = error.Code;
        Envelope = error.Envelope ?? Envelope;
        IsEmpty = false;
        Description = error.ClassCode is null ? null : error.Text;
        Content = new ApiObject
        {
            { "uuidList", Array.Empty<ApiObject>() },
            { "errorcode", error.Code },
            { "cserrorcode", error.ClassCode },
            { "errortext", error.Text },
        };
    }
}
