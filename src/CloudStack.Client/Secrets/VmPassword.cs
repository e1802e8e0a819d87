using System.Security.Cryptography;
using System.Text;

namespace CloudStack.Client;

/// <summary>
/// Decrypts the password of a virtual machine from the response of <c>getVMPassword</c>. The server encrypts it with the public key
/// of the machine's SSH key pair (RSA, PKCS#1 v1.5) and encodes it as base64. Only a machine with a key pair and a password-enabled
/// template has such a password.
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

    /// <summary>Decrypts a password with a private key in PEM form.</summary>
    /// <param name="encryptedPassword">The field <c>encryptedpassword</c> of the response.</param>
    /// <param name="privateKeyPem">
    /// The text of the key file: <c>RSA PRIVATE KEY</c> (PKCS#1, which <c>createSSHKeyPair</c> returns), <c>PRIVATE KEY</c> or
    /// <c>ENCRYPTED PRIVATE KEY</c> (PKCS#8).
    /// </param>
    /// <param name="passphrase">
    /// The passphrase of an encrypted key; null for a key that isn't encrypted. Ignored if the key isn't encrypted.
    /// </param>
    /// <returns>The password in clear text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="privateKeyPem"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is no encrypted password, it isn't base64, the key can't be read, the passphrase is wrong, or the key isn't the
    /// machine's. The message says which, and contains neither key nor password.
    /// </exception>
    public static string Decrypt(string? encryptedPassword, string privateKeyPem, string? passphrase = null)
    {
        ArgumentNullException.ThrowIfNull(privateKeyPem);
        using RSA key = RSA.Create();
        Import(key, privateKeyPem, passphrase);
        return Decrypt(encryptedPassword, key);
    }

    /// <summary>Decrypts a password with a private key that the caller has loaded, for example from a system key store.</summary>
    /// <param name="encryptedPassword">The field <c>encryptedpassword</c> of the response.</param>
    /// <param name="privateKey">The key, including its private part. The caller still owns it and must dispose it.</param>
    /// <returns>The password in clear text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="privateKey"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is no encrypted password, it isn't base64, or the key isn't the machine's or has no private part. The message says
    /// which, and contains neither key nor password.
    /// </exception>
    public static string Decrypt(string? encryptedPassword, RSA privateKey)
    {
        ArgumentNullException.ThrowIfNull(privateKey);
        byte[] encrypted = Decode(encryptedPassword);
        byte[]? password = null;
        try
        {
            password = privateKey.Decrypt(encrypted, RSAEncryptionPadding.Pkcs1);

            // Newer cryptographic libraries don't report a wrong key. They return random text, so that an attacker learns nothing.
            string text = StrictUtf8.GetString(password);
            return text.Length > 0 && !text.Any(char.IsControl) ? text : throw WrongKey(nameof(privateKey));
        }
        catch (Exception e) when (e is CryptographicException or DecoderFallbackException)
        {
            // The decoding exception contains the decrypted data, so it isn't kept as the inner exception.
            throw WrongKey(nameof(privateKey), e as CryptographicException);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(password);
        }
    }

    private static ArgumentException WrongKey(string parameter, CryptographicException? inner = null) => new(
        "The private key cannot decrypt the password: it is not the key of the machine's SSH key pair, or it has no private part. If the machine's key pair was changed, use the new key, and a password that was set after the change.",
        parameter,
        inner);

    private static byte[] Decode(string? encryptedPassword)
    {
        if (string.IsNullOrWhiteSpace(encryptedPassword))
        {
            throw new ArgumentException("There is no encrypted password. A machine has one if its template is password-enabled and it was deployed with an SSH key pair.", nameof(encryptedPassword));
        }

        try
        {
            return Convert.FromBase64String(encryptedPassword);
        }
        catch (FormatException)
        {
            throw new ArgumentException("The encrypted password is not base64; pass the field encryptedpassword of the response unchanged.", nameof(encryptedPassword));
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
            throw new ArgumentException("The private key cannot be opened: the passphrase is wrong, or the key is not an RSA key.", nameof(passphrase), e);
        }
        catch (CryptographicException e)
        {
            throw Unreadable("is damaged or is not an RSA key; CloudStack encrypts passwords with RSA keys only", e);
        }
    }

    /// <summary>Finds the first private key among the blocks of a text.</summary>
    /// <exception cref="ArgumentException">There is none, or its form isn't supported by .NET.</exception>
    private static (string Label, string Block) FindKey(string pem)
    {
        if (pem.Contains("BEGIN OPENSSH PRIVATE KEY", StringComparison.Ordinal))
        {
            throw Unreadable("has the OpenSSH format. Convert a copy of it with 'ssh-keygen -p -m PEM -f KEY', or with '-m PKCS8' if it has a passphrase");
        }

        if (pem.Contains("PuTTY-User-Key-File", StringComparison.Ordinal))
        {
            throw Unreadable("has the PuTTY format. Export it with PuTTYgen as an OpenSSH key, and convert that with 'ssh-keygen -p -m PEM -f KEY'");
        }

        if (pem.Contains("Proc-Type: 4,ENCRYPTED", StringComparison.Ordinal))
        {
            throw Unreadable("uses the old PEM encryption, which .NET does not support. Convert a copy of it with 'ssh-keygen -p -m PKCS8 -f KEY'");
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
                throw Unreadable($"is not an RSA key (its label is '{label}'); CloudStack encrypts passwords with RSA keys only");
            }
        }

        throw Unreadable(pem.Contains("PUBLIC KEY", StringComparison.Ordinal) || pem.TrimStart().StartsWith("ssh-", StringComparison.Ordinal)
            ? "is a public key; the private key of the pair is needed"
            : "is not in PEM form: it must be the text of the key file, from '-----BEGIN RSA PRIVATE KEY-----' or '-----BEGIN PRIVATE KEY-----' to the line with END");
    }

    private static ArgumentException Unreadable(string problem, Exception? inner = null, string parameter = "privateKeyPem") => new($"The private key {problem}.", parameter, inner);
}
