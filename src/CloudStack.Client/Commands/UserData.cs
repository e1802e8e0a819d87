using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CloudStack.Client;

/// <summary>
/// Makes the value of the <c>userdata</c> parameter, which hands a virtual machine its first script or configuration: base64.
/// </summary>
/// <remarks>
/// A server limits the base64 text, not the content: to 32,768 characters unless its setting <c>vm.userdata.max.length</c> says
/// otherwise, which leaves 24,576 bytes of content.
/// </remarks>
/// <example>
/// <code>
/// DeployVirtualMachineRequest request = new()
/// {
///     ZoneId = zoneId, ServiceOfferingId = offeringId, TemplateId = templateId,
///     UserData = UserData.FromText("#cloud-config\npackages: [nginx]\n"),
/// };
/// </code>
/// </example>
public static class UserData
{
    /// <summary>The limit of a server whose setting <c>vm.userdata.max.length</c> nobody has changed, in characters of base64.</summary>
    public const int DefaultMaxLength = 32_768;

    /// <summary>The setting that limits user data.</summary>
    internal const string Setting = "vm.userdata.max.length";

    /// <summary>The user data of a text, which is written as UTF-8 without a byte order mark; line ends stay as they are.</summary>
    /// <param name="text">The text, such as a shell script or a <c>#cloud-config</c>.</param>
    /// <param name="maxLength">
    /// The server's limit, in characters of base64: its setting <c>vm.userdata.max.length</c>. Where it is more than 32,768, the client
    /// has to be told as well (<see cref="CloudStackClientOptions.MaxUserDataLength"/>).
    /// </param>
    /// <returns>The base64 text. Beyond the limit it holds the content compressed with gzip, see <see cref="FromBytes"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">The content is over the limit even when it is compressed.</exception>
    public static string FromText(string text, int maxLength = DefaultMaxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FromBytes(Encoding.UTF8.GetBytes(text), maxLength);
    }

    /// <summary>The user data of any content.</summary>
    /// <param name="content">The content, as the machine shall see it.</param>
    /// <param name="maxLength">
    /// The server's limit, in characters of base64: its setting <c>vm.userdata.max.length</c>. Where it is more than 32,768, the client
    /// has to be told as well (<see cref="CloudStackClientOptions.MaxUserDataLength"/>).
    /// </param>
    /// <returns>
    /// The base64 text. Content that fits stays as it is. Content that does not is compressed with gzip, which cloud-init unpacks by
    /// itself; whatever else reads user data in the machine has to do so too.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">The content is over the limit even when it is compressed.</exception>
    public static string FromBytes(ReadOnlySpan<byte> content, int maxLength = DefaultMaxLength)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        if (LengthOf(content.Length) <= maxLength)
        {
            return Convert.ToBase64String(content);
        }

        ReadOnlySpan<byte> packed = Compress(content);
        return LengthOf(packed.Length) <= maxLength
            ? Convert.ToBase64String(packed)
            : throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The user data has {LengthOf(content.Length):N0} characters as base64, and {LengthOf(packed.Length):N0} when it is compressed; the limit is {maxLength:N0} (the server's setting {Setting}). Let the machine fetch the larger part from elsewhere."),
                nameof(content));
    }

    /// <summary>How long content is as base64, in characters.</summary>
    private static long LengthOf(int bytes) => (bytes + 2L) / 3 * 4;

    private static ReadOnlySpan<byte> Compress(ReadOnlySpan<byte> content)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }
}
