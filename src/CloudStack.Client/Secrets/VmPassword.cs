using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Client;

/// <summary>
/// Decrypts the password of a virtual machine, as <c>getVMPassword</c> answers with it: encrypted with the public key of the machine's
/// SSH key pair (RSA, PKCS#1 v1.5), as base64. Only a machine that has a key pair and a password-enabled template has one.
/// </summary>
/// <example>
/// <code>
/// VirtualMachinePassword answer = await client.VirtualMachines.GetVMPasswordAsync(new() { Id = machineId });
/// string password = VmPassword.Decrypt(answer.EncryptedPassword, await File.ReadAllTextAsync("id_rsa"));
/// </code>
/// </example>
public static class VmPassword
{
    private const string PrivateKeyLabel = "PRIVATE KEY";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Decrypts a password with a private key in PEM.</summary>
    /// <param name="encryptedPassword">The field <c>encryptedpassword</c> of the answer.</param>
    /// <param name="privateKeyPem">
    /// The text of the key file: <c>RSA PRIVATE KEY</c> (PKCS#1, what <c>createSSHKeyPair</c> gives), <c>PRIVATE KEY</c> or
    /// <c>ENCRYPTED PRIVATE KEY</c> (PKCS#8).
    /// </param>
    /// <param name="passphrase">Opens an encrypted key; null for one that is not. Ignored where the key is not encrypted.</param>
    /// <returns>The password in clear text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="privateKeyPem"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is no encrypted password, it is no base64, the key cannot be read, the passphrase does not open it, or it is another key than
    /// the machine's. The message says which, and holds neither key nor password.
    /// </exception>
    public static string Decrypt(string? encryptedPassword, string privateKeyPem, string? passphrase = null)
    {
        ArgumentNullException.ThrowIfNull(privateKeyPem);
        using RSA key = RSA.Create();
        Import(key, privateKeyPem, passphrase);
        return Decrypt(encryptedPassword, key);
    }

    /// <summary>Decrypts a password with a private key that the caller has loaded, for example from a store of the system.</summary>
    /// <param name="encryptedPassword">The field <c>encryptedpassword</c> of the answer.</param>
    /// <param name="privateKey">The key, with its private part. It stays the caller's to dispose.</param>
    /// <returns>The password in clear text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="privateKey"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is no encrypted password, it is no base64, or the key is another one than the machine's, or has no private part. The message
    /// says which, and holds neither key nor password.
    /// </exception>
    public static string Decrypt(string? encryptedPassword, RSA privateKey)
    {
        ArgumentNullException.ThrowIfNull(privateKey);
        byte[] encrypted = Decode(encryptedPassword);
        byte[]? password = null;
        try
        {
            password = privateKey.Decrypt(encrypted, RSAEncryptionPadding.Pkcs1);

            // Newer cryptographic libraries do not say that a key is wrong: they give a random text, so that nobody can learn from it.
            string text = StrictUtf8.GetString(password);
            return text.Length > 0 && !text.Any(char.IsControl) ? text : throw WrongKey(nameof(privateKey));
        }
        catch (Exception e) when (e is CryptographicException or DecoderFallbackException)
        {
            // The failure to decode has what was decoded with it.
            throw WrongKey(nameof(privateKey), e as CryptographicException);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }

    private static ArgumentException WrongKey(string parameter, CryptographicException? inner = null) => new(
        "The private key does not decrypt the password: it is not the key of the machine's SSH key pair, or has no private part. A machine whose key pair was changed needs the new one, and a password that was set after the change.",
        parameter,
        inner);

    private static byte[] Decode(string? encryptedPassword)
    {
        if (string.IsNullOrWhiteSpace(encryptedPassword))
        {
            throw new ArgumentException("There is no encrypted password. A machine has one if its template is password enabled and it was deployed with an SSH key pair.", nameof(encryptedPassword));
        }

        try
        {
            return Convert.FromBase64String(encryptedPassword);
        }
        catch (FormatException)
        {
            throw new ArgumentException("The encrypted password is not base64; pass the field encryptedpassword of the answer as it is.", nameof(encryptedPassword));
        }
    }

    private static void Import(RSA key, string pem, string? passphrase)
    {
        (string label, string block) = FindKey(pem);
        try
        {
            if (label != "ENCRYPTED PRIVATE KEY")
            {
                key.ImportFromPem(block);
                return;
            }

            if (passphrase is null)
            {
                throw new ArgumentException("The private key is encrypted; pass its passphrase.", nameof(passphrase));
            }

            key.ImportFromEncryptedPem(block, passphrase);
        }
        catch (CryptographicException e) when (label == "ENCRYPTED PRIVATE KEY")
        {
            throw new ArgumentException("The private key does not open: the passphrase is wrong, or it is no RSA key.", nameof(passphrase), e);
        }
        catch (CryptographicException e)
        {
            throw Unreadable("is damaged, or no RSA key; CloudStack encrypts passwords with RSA keys only", e);
        }
    }

    /// <summary>The first private key among the blocks of a text.</summary>
    /// <exception cref="ArgumentException">There is none, or one of a form that .NET does not read.</exception>
    private static (string Label, string Block) FindKey(string pem)
    {
        if (pem.Contains("BEGIN OPENSSH PRIVATE KEY", StringComparison.Ordinal))
        {
            throw Unreadable("has the format of OpenSSH. Convert a copy of it with 'ssh-keygen -p -m PEM -f KEY', or with '-m PKCS8' if it has a passphrase");
        }

        if (pem.Contains("PuTTY-User-Key-File", StringComparison.Ordinal))
        {
            throw Unreadable("has the format of PuTTY. Export it with PuTTYgen as an OpenSSH key, and convert that with 'ssh-keygen -p -m PEM -f KEY'");
        }

        if (pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw Unreadable("is encrypted in the old way of PEM, which .NET does not read. Convert a copy of it with 'ssh-keygen -p -m PKCS8 -f KEY'");
        }

        ReadOnlySpan<char> rest = pem;
        while (PemEncoding.TryFind(rest, out PemFields found))
        {
            string label = rest[found.Label].ToString();
            if (label is "RSA PRIVATE KEY" or PrivateKeyLabel or "ENCRYPTED PRIVATE KEY")
            {
                return (label, rest[found.Location].ToString());
            }

            rest = rest[found.Location.End..];
            if (label.EndsWith(PrivateKeyLabel, StringComparison.Ordinal))
            {
                throw Unreadable($"is no RSA key but has the label '{label}'; CloudStack encrypts passwords with RSA keys only");
            }
        }

        throw Unreadable(pem.Contains("PUBLIC KEY", StringComparison.Ordinal) || pem.TrimStart().StartsWith("ssh-", StringComparison.Ordinal)
            ? "is a public key; the private key of the pair is needed"
            : "is no PEM of a private key: it must be the text of the key file, from '-----BEGIN RSA PRIVATE KEY-----' or '-----BEGIN PRIVATE KEY-----' to the line with END");
    }

    private static ArgumentException Unreadable(string problem, Exception? inner = null, string parameter = "privateKeyPem") => new($"The private key {problem}.", parameter, inner);
}
