namespace CloudStack.Simulator;

/// <summary>What the API has decided about a request, before the response is written.</summary>
internal sealed class ExchangeOutcome(bool wantsJson, string envelope)
{
    public bool WantsJson => wantsJson;

    public string Envelope { get; private set; } = envelope;

    public int Status { get; private set; } = 200;

    public ApiObject? Content { get; set; }

    /// <summary>Creates the content after waiting for something outside the engine.</summary>
    public Func<Task<ApiObject>>? Later { get; set; }

    public SimulatorUser? User { get; set; }

    public bool WasExecuted { get; set; }

    /// <summary>Values of <c>Set-Cookie</c>.</summary>
    public List<string> Cookies { get; } = [];

    /// <summary>A body that isn't an envelope.</summary>
    public string? PlainText { get; private set; }

    /// <summary>Whether the command set no response at all, which results in an empty body with status 200.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>The error text, which API errors repeat in a header.</summary>
    public string? Description { get; private set; }

    /// <summary>Responds with plain text.</summary>
    public void Say(int status, string text)
    {
        Status = status;
        PlainText = text;
    }

    public void Refuse(ApiError error)
    {
        Status = error.Code;
        Envelope = error.Envelope ?? Envelope;
        IsEmpty = false;
        Later = null;
        PlainText = null;
        Cookies.Clear();
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
