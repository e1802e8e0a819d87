using System.Globalization;
using System.Security.Cryptography;

namespace CloudStack.Simulator;

/// <summary>The second factor of a session: a fixed PIN, or a code that changes with time.</summary>
internal static class TwoFactor
{
    public const string ValidateCommand = "validateUserTwoFactorAuthenticationCode";

    private const string Pin = "staticpin";
    private const string Totp = "totp";
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;

    private static readonly HashSet<string> Exempt = new(StringComparer.Ordinal)
    {
        "listApis", "listIdps", "listUserTwoFactorAuthenticatorProviders", "setupUserTwoFactorAuthentication", ValidateCommand,
    };

    public static bool IsAskedFor(Cloud cloud, SimulatorUser user) =>
        user.TwoFactorCode is not null && Configurations.IsOn(cloud, Configurations.TwoFactor);

    /// <exception cref="ApiError">511: the code has not been given yet; the session ends.</exception>
    public static void Require(Cloud cloud, Session session, CommandInfo command)
    {
        if (session.IsVerified || Exempt.Contains(command.Name))
        {
            return;
        }

        cloud.Sessions.Close(session);
        throw new ApiError(
            511,
            "Unable to process the API request due to :Two factor authentication 2FA is enabled but not verified, please verify 2FA using validateUserTwoFactorAuthenticationCode API before calling other APIs. Existing session is invalidated.",
            classCode: null);
    }

    public static CommandAnswer Validate(CommandContext context)
    {
        Session session = context.Session!;
        if (IsRight(context.User, context.Parameters.Get("codefor2fa"), context.Cloud))
        {
            session.IsVerified = true;
            return CommandAnswer.Success();
        }

        // During setup, another code may follow a wrong one.
        if (!session.IsVerified)
        {
            context.Cloud.Sessions.Close(session);
        }

        throw new ApiError(511, "Two factor authentication code is invalid", classCode: null);
    }

    public static CommandAnswer SetUp(CommandContext context)
    {
        bool isOn = context.Flag("enable") ?? false;
        if (isOn && !Configurations.IsOn(context.Cloud, Configurations.TwoFactor))
        {
            throw ApiError.Internal("Two factor authentication is not enabled");
        }

        SimulatorUser user = context.User;
        string provider = context.Text("provider") ?? Configurations.Value(context.Cloud, Configurations.TwoFactorProvider);
        user.TwoFactorProvider = isOn ? provider : null;
        user.TwoFactorCode = !isOn ? null : provider switch
        {
            Pin => context.Cloud.Random.Next(100_000, 1_000_000).ToString(CultureInfo.InvariantCulture),
            Totp => NewSecret(context.Cloud.Random),
            _ => throw ApiError.Internal($"Failed to find two factor authentication provider {provider}"),
        };
        return CommandAnswer.Object("setup2fa", new ApiObject
        {
            { "id", user.Id }, { "username", user.Name }, { "secretcode", user.TwoFactorCode },
        });
    }

    public static CommandAnswer Providers(CommandContext context) => Paging.Answer(
        context,
        "providers",
        ((string[])[Totp, Pin]).Where(p => context.Text("name") is not { } name || p == name)
            .Select(static p => new ApiObject { { "name", p }, { "description", p == Totp ? "Time-based codes" : "A fixed PIN" } }));

    public static void Set(SimulatorUser user, string pin)
    {
        user.TwoFactorProvider = Pin;
        user.TwoFactorCode = pin;
    }

    private static bool IsRight(SimulatorUser user, string? code, Cloud cloud) =>
        code is not null && user.TwoFactorCode is { } secret && (user.TwoFactorProvider == Totp
            ? code == Code(secret, cloud.Now) || code == Code(secret, cloud.Now.AddSeconds(-StepSeconds))
            : code == secret);

    // Time-based one-time passwords as in RFC 6238, with SHA-1, six digits and steps of 30 s.
    private static string Code(string secret, DateTimeOffset now)
    {
        byte[] counter = BitConverter.GetBytes(now.ToUnixTimeSeconds() / StepSeconds);
        if (BitConverter.IsLittleEndian)
        {
            Array.Reverse(counter);
        }

#pragma warning disable CA5350 // The algorithm that authenticator apps use.
        byte[] hash = HMACSHA1.HashData(FromBase32(secret), counter);
#pragma warning restore CA5350
        int offset = hash[^1] & 15;
        int number = ((hash[offset] & 127) << 24) | (hash[offset + 1] << 16) | (hash[offset + 2] << 8) | hash[offset + 3];
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        int buffer = 0;
        int bits = 0;
        foreach (char c in text)
        {
            buffer = (buffer << 5) | Base32.IndexOf(c, StringComparison.Ordinal);
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        return [.. bytes];
    }

    private static string NewSecret(Random random) => string.Create(32, random, static (span, source) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = Base32[source.Next(Base32.Length)];
        }
    });
}
