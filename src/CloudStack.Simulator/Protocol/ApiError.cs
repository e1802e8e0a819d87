namespace CloudStack.Simulator;

/// <summary>A refusal that the API reports in an envelope. The HTTP status equals the error code.</summary>
internal sealed class ApiError : Exception
{
    public ApiError(int code, string? text, int? classCode = ErrorClass.Api, string? envelope = null)
        : base(text)
    {
        Code = code;
        Text = text;
        ClassCode = classCode;
        Envelope = envelope;
    }

    public int Code { get; }

    public string? Text { get; }

    /// <summary>The <c>cserrorcode</c>; null if the server sends none.</summary>
    public int? ClassCode { get; }

    /// <summary>The key of the envelope if it isn't the command's own.</summary>
    public string? Envelope { get; }

    public static ApiError Parameter(string text) => new(431, text);

    public static ApiError Value(string text) => new(431, text, ErrorClass.InvalidParameterValue);

    public static ApiError Internal(string text) => new(530, text, ErrorClass.CloudRuntime);
}
