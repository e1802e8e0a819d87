using System.Globalization;
using CloudStack.Client.Http;

namespace CloudStack.Client.Commands;

/// <summary>
/// Refuses more user data than a server takes, before anything is sent. What the text is, the server says best: some versions
/// take more forms of base64 than others.
/// </summary>
/// <param name="maxLength">How many characters may go by POST.</param>
/// <param name="method">How commands that only read travel.</param>
internal sealed class UserDataRule(int maxLength, RequestMethod method)
{
    /// <summary>How many characters a server takes by GET; no setting changes it.</summary>
    public const int MaxLengthByGet = 4_096;

    private const string Parameter = "userdata";

    /// <exception cref="ArgumentException">The user data of the call would be refused.</exception>
    public void Check(CommandContext context)
    {
        // The lists of machines have a switch of the same name.
        if (!context.Parameters.TryGet(Parameter, out string text) || bool.TryParse(text, out _))
        {
            return;
        }

        bool byGet = context.IsRead && method == RequestMethod.GetForReads;
        int limit = byGet ? Math.Min(maxLength, MaxLengthByGet) : maxLength;
        if (text.Length > limit)
        {
            throw Refuse(
                string.Create(CultureInfo.InvariantCulture, $"UserData of {context.Command} has {text.Length:N0} characters; the limit is {limit:N0} ")
                + (limit == maxLength
                    ? $"(the server's setting {UserData.Setting}). UserData.FromText compresses it where that helps; if the server allows more, raise {nameof(CloudStackClientOptions.MaxUserDataLength)} of {nameof(CloudStackClientOptions)}."
                    : $"by GET, whatever the server's setting {UserData.Setting} says. Send the command by POST."));
        }
    }

    private static ArgumentException Refuse(string message, string parameter = Parameter) => new(message, parameter);
}
