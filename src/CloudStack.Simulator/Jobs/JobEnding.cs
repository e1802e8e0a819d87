using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>
/// How a job of the fake server ends: as its command would, or in one of the forms that a real server is known to produce.
/// Immutable.
/// </summary>
public sealed class JobEnding
{
    private JobEnding(JobEndingKind kind, int code = 0, string? text = null)
    {
        Kind = kind;
        Code = code;
        Text = text;
    }

    /// <summary>Status 1 with the command's own result. This is the default.</summary>
    public static JobEnding Success { get; } = new(JobEndingKind.Success);

    /// <summary>Status 1 and no <c>jobresult</c> at all, as for three commands of a real server.</summary>
    public static JobEnding SuccessWithoutResult { get; } = new(JobEndingKind.SuccessWithoutResult);

    /// <summary>Status 1 with the object under the key <c>null</c>, because the command didn't name it.</summary>
    public static JobEnding SuccessWithNullKey { get; } = new(JobEndingKind.SuccessWithNullKey);

    /// <summary>
    /// Status 1 with <c>{"null":{"responses":[…]}}</c>, which contains the command's object once, with its integers written as
    /// floating-point numbers.
    /// </summary>
    public static JobEnding SuccessWithResponses { get; } = new(JobEndingKind.SuccessWithResponses);

    /// <summary>Status 1 with <c>{"success":false}</c>: the command reports that nothing was done.</summary>
    public static JobEnding SuccessFalse { get; } = new(JobEndingKind.SuccessFalse);

    /// <summary>Status 2, code 530 and no <c>jobresult</c>, as after a restart of the server.</summary>
    public static JobEnding FailureWithoutResult { get; } = new(JobEndingKind.FailureWithoutResult, 530);

    /// <summary>Status 3, which is declared, but which no server is known to set.</summary>
    public static JobEnding Canceled { get; } = new(JobEndingKind.OtherStatus, 3);

    /// <summary>
    /// The work is done, but every query of the job is answered with HTTP 530 forever, because the result didn't fit into the
    /// server's column.
    /// </summary>
    public static JobEnding Unreadable { get; } = new(JobEndingKind.Unreadable);

    /// <summary>The job stays at status 0 until it expires, because the server that ran it is gone.</summary>
    public static JobEnding Never { get; } = new(JobEndingKind.Never);

    internal static JobEnding Restart { get; } = new(JobEndingKind.Restart, 530);

    internal JobEndingKind Kind { get; }

    /// <summary>Whether the event at the end reports success, which is sent before the result is stored.</summary>
    internal bool SoundsGood => Kind is not (JobEndingKind.Failure or JobEndingKind.FailureWithoutResult or JobEndingKind.OtherStatus or JobEndingKind.Restart);

    internal int Code { get; }

    internal string? Text { get; }

    /// <summary>Status 1 with <c>{"success":true,"details":…}</c>.</summary>
    /// <param name="details">The text.</param>
    /// <returns>The ending.</returns>
    public static JobEnding SuccessWithDetails(string details) => new(JobEndingKind.SuccessWithDetails, 0, details);

    /// <summary>Status 2 with an error code and text. The command changes nothing except the state of its object.</summary>
    /// <param name="errorCode">An API error code such as 530, 431 or 533.</param>
    /// <param name="errorText">The server's error text.</param>
    /// <returns>The ending.</returns>
    /// <exception cref="ArgumentException"><paramref name="errorText"/> is empty.</exception>
    public static JobEnding Failure(int errorCode = 530, string errorText = "Command failed due to Internal Server Error")
    {
        ArgumentException.ThrowIfNullOrEmpty(errorText);
        return new(JobEndingKind.Failure, errorCode, errorText);
    }

    /// <summary>A status that no server is known to have, with an error as the result.</summary>
    /// <param name="status">Any number from 4 up.</param>
    /// <returns>The ending.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is below 4.</exception>
    public static JobEnding OtherStatus(int status)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 4);
        return new(JobEndingKind.OtherStatus, status);
    }

    /// <inheritdoc/>
    [ExcludeFromCodeCoverage]
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Kind}{(Code == 0 ? string.Empty : " " + Code)}");
}
