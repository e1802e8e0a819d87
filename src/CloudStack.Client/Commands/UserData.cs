using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace CloudStack.Client;

/// <summary>
/// Creates the value of the <c>userdata</c> parameter, which passes a first script or configuration to a virtual machine, in
/// base64.
/// </summary>
/// <remarks>
/// A server limits the base64 text, not the content: to 32,768 characters, which corresponds to 24,576 bytes of content, unless its
/// setting <c>vm.userdata.max.length</c> says otherwise.
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
    /// <summary>The limit of a server whose setting <c>vm.userdata.max.length</c> has not been changed, in characters of base64.</summary>
    public const int DefaultMaxLength = 32_768;

    /// <summary>The setting that limits user data.</summary>
    internal const string Setting = "vm.userdata.max.length";

    /// <summary>Creates user data from text, which is encoded as UTF-8 without a byte order mark. Line endings stay unchanged.</summary>
    /// <param name="text">The text, such as a shell script or a <c>#cloud-config</c>.</param>
    /// <param name="maxLength">
    /// The server's limit, in characters of base64: its setting <c>vm.userdata.max.length</c>. If it is more than 32,768, set
    /// <see cref="CloudStackClientOptions.MaxUserDataLength"/> as well.
    /// </param>
    /// <returns>The base64 text. If the content exceeds the limit, it is compressed with gzip; see <see cref="FromBytes"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">The content exceeds the limit even when it is compressed.</exception>
    public static string FromText(string text, int maxLength = DefaultMaxLength)
    {
        ArgumentNullException.ThrowIfNull(text);
        return FromBytes(Encoding.UTF8.GetBytes(text), maxLength);
    }

    /// <summary>Creates user data from any content.</summary>
    /// <param name="content">The content that the machine should see.</param>
    /// <param name="maxLength">
    /// The server's limit, in characters of base64: its setting <c>vm.userdata.max.length</c>. If it is more than 32,768, set
    /// <see cref="CloudStackClientOptions.MaxUserDataLength"/> as well.
    /// </param>
    /// <returns>
    /// The base64 text. Content that fits stays unchanged. Content that doesn't fit is compressed with gzip. cloud-init
    /// decompresses it automatically; any other program in the machine that reads user data must do the same.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxLength"/> is less than 1.</exception>
    /// <exception cref="ArgumentException">The content exceeds the limit even when it is compressed.</exception>
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
                    $"The user data has {LengthOf(content.Length):N0} characters as base64, and {LengthOf(packed.Length):N0} when compressed; the limit is {maxLength:N0} (the server's setting {Setting}). Have the machine download the larger part from elsewhere."),
                nameof(content));
    }

    /// <summary>The length of the content in base64, in characters.</summary>
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
