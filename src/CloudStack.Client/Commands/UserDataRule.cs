using System.Globalization;
using CloudStack.Client.Http;

namespace CloudStack.Client.Commands;

/// <summary>
/// Refuses more user data than a server accepts, before anything is sent. It doesn't check the text itself, because the server
/// knows best: some versions accept more forms of base64 than others.
/// </summary>
/// <param name="maxLength">The maximum number of characters by POST.</param>
/// <param name="method">How reading commands are sent.</param>
internal sealed class UserDataRule(int maxLength, RequestMethod method)
{
    /// <summary>The maximum number of characters that a server accepts by GET; no setting changes it.</summary>
    public const int MaxLengthByGet = 4_096;

    private const string Parameter = "userdata";

    /// <exception cref="ArgumentException">The server would refuse the user data of the call.</exception>
    public void Check(CommandContext context)
    {
        // The commands that list machines have a Boolean parameter of the same name.
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
                    ? $"(the server's setting {UserData.Setting}). UserData.FromText compresses it if that helps. If the server allows more, raise {nameof(CloudStackClientOptions.MaxUserDataLength)} of {nameof(CloudStackClientOptions)}."
                    : $"by GET, whatever the server's setting {UserData.Setting} says. Send the command by POST."));
        }
    }

    private static ArgumentException Refuse(string message, string parameter = Parameter) => new(message, parameter);
}
