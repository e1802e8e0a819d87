using System.Globalization;

namespace CloudStack.Client;

/// <summary>The server responded with an error, whatever the HTTP status.</summary>
public sealed class CloudStackApiException : CloudStackException
{
    /// <summary>Creates the exception, for example in a fake of <see cref="ICommandClient"/>.</summary>
    /// <param name="command">The command that was called.</param>
    /// <param name="httpStatus">The HTTP status.</param>
    /// <param name="errorCode">The server's <c>errorcode</c>; usually equal to the status.</param>
    /// <param name="errorText">The server's <c>errortext</c>; null if it sent none.</param>
    /// <param name="csErrorCode">The number of the server's exception class; null if it sent none.</param>
    /// <param name="uuidList">The objects that the error names; null for none.</param>
    /// <param name="retryAfter">How long the server asks the caller to wait; null if it doesn't say.</param>
    public CloudStackApiException(
        string? command,
        int httpStatus,
        int errorCode,
        string? errorText,
        int? csErrorCode = null,
        IReadOnlyList<ErrorObject>? uuidList = null,
        TimeSpan? retryAfter = null)
        : base(Describe(command, errorCode, csErrorCode, errorText), command)
    {
        HttpStatus = httpStatus;
        ErrorCode = errorCode;
        ErrorText = errorText;
        CSErrorCode = csErrorCode;
        UuidList = uuidList ?? [];
        RetryAfter = retryAfter;
        Kind = ErrorClassifier.Classify(errorCode, csErrorCode, errorText);
    }

    private CloudStackApiException(CloudStackApiException other, string message)
        : base(message, other.Command)
    {
        HttpStatus = other.HttpStatus;
        ErrorCode = other.ErrorCode;
        ErrorText = other.ErrorText;
        CSErrorCode = other.CSErrorCode;
        UuidList = other.UuidList;
        RetryAfter = other.RetryAfter;
        Kind = other.Kind;
    }

    /// <summary>The HTTP status, such as 431; 200 if something between client and server hides the status of errors.</summary>
    public int HttpStatus { get; }

    /// <summary>The server's <c>errorcode</c>. In every response observed so far it equals the HTTP status.</summary>
    public int ErrorCode { get; }

    /// <summary>
    /// The server's <c>cserrorcode</c>, which identifies the class of the exception behind the error: for example, 4350 for an
    /// invalid parameter, or 9999 for a class without a code. Null if the server sends none (plain 401 and 400 responses).
    /// </summary>
    public int? CSErrorCode { get; }

    /// <summary>The server's error text, without the values of sensitive parameters; null if it sent none.</summary>
    public string? ErrorText { get; }

    /// <summary>The kind of error.</summary>
    public ErrorKind Kind { get; }

    /// <summary>The objects that the error names; empty for none.</summary>
    public IReadOnlyList<ErrorObject> UuidList { get; }

    /// <summary>How long the server asks the caller to wait (429); null if it doesn't say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <inheritdoc/>
    public override bool IsTransient => ErrorClassifier.MayPass(Kind) || ErrorCode is 502 or 504;

    /// <inheritdoc/>
    internal override CloudStackException Copy() => new CloudStackApiException(this, Message);

    /// <summary>The same error, with the client's advice appended to the server's text.</summary>
    internal CloudStackApiException With(string advice) => new(this, $"{Message.TrimEnd('.')}. {advice}");

    private static string Describe(string? command, int errorCode, int? csErrorCode, string? errorText)
    {
        string codes = csErrorCode is { } cs
            ? string.Create(CultureInfo.InvariantCulture, $"{errorCode}/{cs}")
            : errorCode.ToString(CultureInfo.InvariantCulture);
        string text = string.IsNullOrWhiteSpace(errorText) ? "the server sent no error text" : errorText.Trim();
        return $"{command ?? "The call"} was refused ({codes}): {text}";
    }
}
