namespace CloudStack.Client;

/// <summary>Determines the kind of an error: from the status, then from the server's exception class, then from the text.</summary>
internal static class ErrorClassifier
{
    public static ErrorKind Classify(int errorCode, int? csErrorCode, string? text) => errorCode switch
    {
        // Some servers use the status of a bad signature to say that the account may not call the command.
        401 => csErrorCode is 4365 or 4555 || Says(text, "is not available for") ? ErrorKind.NotPermitted : ErrorKind.Authentication,
        511 => ErrorKind.TwoFactorRequired,
        429 => ErrorKind.RateLimited,
        432 => ErrorKind.NotPermitted,
        503 => ErrorKind.ServerUnavailable,
        532 or 535 => ErrorKind.LimitExceeded,
        533 => ErrorKind.Capacity,
        534 => ErrorKind.ResourceUnavailable,
        536 => ErrorKind.InUse,
        537 => ErrorKind.Conflict,
        531 => Says(text, "Failed to authenticate") ? ErrorKind.Authentication : ErrorKind.NotPermitted,
        400 or 405 or 430 => ErrorKind.InvalidParameter,
        431 => ClassifyParameterError(text),
        _ => ByClass(csErrorCode) ?? ByText(text) ?? (errorCode == 530 ? ErrorKind.Internal : ErrorKind.Unknown),
    };

    /// <summary>Whether an error of this kind can go away later without any change.</summary>
    public static bool MayPass(ErrorKind kind) =>
        kind is ErrorKind.RateLimited or ErrorKind.ServerUnavailable or ErrorKind.Capacity or ErrorKind.ResourceUnavailable;

    /// <summary>Whether an error of <c>queryAsyncJobResult</c> says that there is no such job.</summary>
    public static bool SaysNoSuchJob(CloudStackApiException error) =>
        error.ErrorCode == 431 && (Says(error.ErrorText, "entity does not exist") || Says(error.ErrorText, "Unable to find a job"));

    /// <summary>Whether the server refuses only new jobs, because it is about to stop; nothing was executed.</summary>
    public static bool SaysNoNewJobs(CloudStackApiException error) =>
        error.ErrorCode == 503 && SaysNoNewJobs(error.ErrorText);

    /// <summary>Whether the text of a 503 says that the server refuses only new jobs.</summary>
    public static bool SaysNoNewJobs(string? text) => Says(text, "not accept new");

    /// <summary>Whether the account's role lacks the command.</summary>
    public static bool SaysNotAllowed(CloudStackApiException error) => error is { ErrorCode: 401 or 432, Kind: ErrorKind.NotPermitted };

    public static bool SaysAlreadyExists(CloudStackApiException error) =>
        error.ErrorCode == 431 && Says(error.ErrorText, "already exists");

    private static ErrorKind ClassifyParameterError(string? text)
    {
        if (Says(text, "entity does not exist") || Says(text, "unable to find"))
        {
            return ErrorKind.NotFound;
        }

        return Says(text, "already exist") ? ErrorKind.Conflict : ByCapacityText(text) ?? ErrorKind.InvalidParameter;
    }

    private static ErrorKind? ByClass(int? csErrorCode) => csErrorCode switch
    {
        4280 or 4370 => ErrorKind.LimitExceeded,
        4290 => ErrorKind.Authentication,
        4295 => ErrorKind.TwoFactorRequired,
        4300 or 4305 or 4360 or 4550 => ErrorKind.Conflict,
        4320 or 4325 or 4330 or 4331 or 4335 or 4340 => ErrorKind.Capacity,
        4350 => ErrorKind.InvalidParameter,
        4365 => ErrorKind.NotPermitted,
        4375 => ErrorKind.InUse,
        4285 or 4380 or 4385 => ErrorKind.ResourceUnavailable,
        4545 => ErrorKind.RateLimited,
        _ => null,
    };

    private static ErrorKind? ByText(string? text)
    {
        if (Says(text, "concurrent operation"))
        {
            return ErrorKind.Conflict;
        }

        // The database refuses a second row with the same name or id; the server says no more than this.
        return Says(text, "Entity already exists") ? ErrorKind.Conflict : ByCapacityText(text);
    }

    private static ErrorKind? ByCapacityText(string? text) =>
        Says(text, "insufficient capacity") || Says(text, "InsufficientServerCapacity") ? ErrorKind.Capacity : null;

    private static bool Says(string? text, string words) => text is not null && text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
