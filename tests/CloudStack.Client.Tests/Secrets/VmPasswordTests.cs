using System.Security.Cryptography;
using System.Text;
using CloudStack.Client.Models;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Secrets;

/// <summary>
/// The password of a machine is encrypted with the public key of its SSH key pair, and encoded as base64. Each caller used to need
/// its own code to decrypt it. The key pairs are created here.
/// </summary>
public class VmPasswordTests
{
    private const string Password = "fP4xyz_Secret";
    private const string Passphrase = "open sesame";

    private static readonly RSA Key = RSA.Create(2048);
    private static readonly RSA OtherKey = RSA.Create(2048);
    private static readonly string Encrypted = Encrypt(Password);

    private static readonly PbeParameters Pbe = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, iterationCount: 1000);

    private static IEnumerable<TestCaseData> Keys()
    {
        yield return Case("PKCS#1", Key.ExportRSAPrivateKeyPem());
        yield return Case("PKCS#8", Key.ExportPkcs8PrivateKeyPem());
        yield return Case("line ends of Windows", Key.ExportRSAPrivateKeyPem().ReplaceLineEndings("\r\n") + "\r\n");
        yield return Case("text around", "Bag Attributes\n  friendlyName: web\n" + Key.ExportPkcs8PrivateKeyPem() + "\nthe end\n");
        yield return Case("behind its public key", Key.ExportSubjectPublicKeyInfoPem() + "\n" + Key.ExportRSAPrivateKeyPem());
    }

    private static IEnumerable<TestCaseData> BadKeys()
    {
        using ECDsa elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string pem = Key.ExportRSAPrivateKeyPem();
        yield return Case("empty", "", "is not in PEM form");
        yield return Case("a path", "/home/ann/.ssh/id_rsa", "is not in PEM form");
        yield return Case("half of it", pem[..(pem.Length / 2)], "is not in PEM form");
        yield return Case("no base64 inside", "-----BEGIN RSA PRIVATE KEY-----\n!!!!\n-----END RSA PRIVATE KEY-----", "is not in PEM form");
        yield return Case("no key inside", "-----BEGIN RSA PRIVATE KEY-----\nQUJD\n-----END RSA PRIVATE KEY-----", "is damaged or is not an RSA key");
        yield return Case("OpenSSH", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n", "ssh-keygen -p -m PEM -f KEY");
        yield return Case("PuTTY", "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n", "PuTTYgen");
        yield return Case("encrypted PKCS#1", "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nQUJD\n-----END RSA PRIVATE KEY-----\n", "ssh-keygen -p -m PKCS8 -f KEY");
        yield return Case("public", Key.ExportSubjectPublicKeyInfoPem(), "is a public key");
        yield return Case("public, of OpenSSH", "ssh-rsa AAAAB3NzaC1yc2E ann@laptop\n", "is a public key");
        yield return Case("elliptic", elliptic.ExportECPrivateKeyPem(), "EC PRIVATE KEY");
        yield return Case("elliptic in PKCS#8", elliptic.ExportPkcs8PrivateKeyPem(), "not an RSA key");
    }

    [OneTimeTearDown]
    public void DisposeKeys()
    {
        Key.Dispose();
        OtherKey.Dispose();
    }

    [TestCaseSource(nameof(Keys))]
    public void A_key_in_PEM_decrypts_the_password(string pem) => Assert.That(VmPassword.Decrypt(Encrypted, pem), Is.EqualTo(Password));

    [Test]
    public void An_encrypted_key_opens_with_its_passphrase()
    {
        string pem = Key.ExportEncryptedPkcs8PrivateKeyPem(Passphrase, Pbe);

        Assert.That(VmPassword.Decrypt(Encrypted, pem, Passphrase), Is.EqualTo(Password));
        AssertRefused(() => VmPassword.Decrypt(Encrypted, pem), "is encrypted; pass its passphrase");
        AssertRefused(() => VmPassword.Decrypt(Encrypted, pem, "wrong"), "the passphrase is wrong");
    }

    [Test]
    public void A_key_that_is_loaded_already_decrypts_and_stays_open()
    {
        Assert.That(VmPassword.Decrypt(Encrypted, Key), Is.EqualTo(Password));
        Assert.That(VmPassword.Decrypt(Encrypted, Key), Is.EqualTo(Password));
    }

    [TestCase("a")]
    [TestCase("p\u00e4ss w\u00f6rd")]
    [TestCase("+/=%&\"'\\")]
    public void Any_password_comes_back_as_it_was(string password) => Assert.That(VmPassword.Decrypt(Encrypt(password), Key), Is.EqualTo(password));

    [Test]
    public void White_space_in_the_base64_does_not_matter() =>
        Assert.That(VmPassword.Decrypt($" {Encrypted[..76]}\r\n{Encrypted[76..]}\n", Key), Is.EqualTo(Password));

    [TestCaseSource(nameof(BadKeys))]
    public void A_key_that_cannot_be_read_is_refused_with_the_reason(string pem, string reason) => AssertRefused(() => VmPassword.Decrypt(Encrypted, pem), reason, pem);

    [TestCase(null, "There is no encrypted password")]
    [TestCase(" ", "There is no encrypted password")]
    [TestCase("fP4xyz_Secret", "is not base64")]
    public void What_is_no_encrypted_password_is_refused(string? encrypted, string reason) => AssertRefused(() => VmPassword.Decrypt(encrypted, Key), reason);

    [Test]
    public void Another_key_is_refused()
    {
        using RSA longer = RSA.Create(3072);
        using RSA half = RSA.Create(Key.ExportParameters(includePrivateParameters: false));
        byte[] damaged = Convert.FromBase64String(Encrypted);
        damaged[5] ^= 1;

        Assert.Multiple(() =>
        {
            AssertRefused(() => VmPassword.Decrypt(Encrypted, OtherKey), "cannot decrypt the password");
            AssertRefused(() => VmPassword.Decrypt(Encrypted, OtherKey.ExportRSAPrivateKeyPem()), "cannot decrypt the password");
            AssertRefused(() => VmPassword.Decrypt(Encrypted, longer), "cannot decrypt the password");
            AssertRefused(() => VmPassword.Decrypt(Encrypted, half), "has no private part");
            AssertRefused(() => VmPassword.Decrypt("QUJD", Key), "cannot decrypt the password");
            AssertRefused(() => VmPassword.Decrypt(Convert.ToBase64String(damaged), Key), "cannot decrypt the password");
        });
    }

    /// <summary>What OpenSSL 3.2 and later produce with a wrong key.</summary>
    [TestCase("")]
    [TestCase("00")]
    [TestCase("fP4xyz_Secret\u0007")]
    [TestCase("ff41")]
    public void A_random_text_in_the_place_of_a_failure_is_no_password(string random)
    {
        byte[] given = random.All(char.IsAsciiHexDigit) ? Convert.FromHexString(random) : Encoding.UTF8.GetBytes(random);
        using ForgivingKey key = new(given);

        AssertRefused(() => VmPassword.Decrypt(Encrypted, key), "cannot decrypt the password");
    }

    [Test]
    public async Task The_answer_of_the_server_is_what_is_decrypted()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json($$$$"""{"getvmpasswordresponse":{"password":{"encryptedpassword":"{{{{Encrypted}}}}"}}}"""));

        VirtualMachinePassword answer = await cloud.RunAsync(client => client.VirtualMachines.GetVMPasswordAsync(new() { Id = "v" }));

        Assert.That(VmPassword.Decrypt(answer.EncryptedPassword, Key.ExportRSAPrivateKeyPem()), Is.EqualTo(Password));
    }

    [Test]
    public void A_key_must_be_given()
    {
        Assert.That(() => VmPassword.Decrypt(Encrypted, (string)null!), Throws.ArgumentNullException);
        Assert.That(() => VmPassword.Decrypt(Encrypted, (RSA)null!), Throws.ArgumentNullException);
    }

    private static string Encrypt(string password) => Convert.ToBase64String(Key.Encrypt(Encoding.UTF8.GetBytes(password), RSAEncryptionPadding.Pkcs1));

    private static void AssertRefused(Func<string> decrypt, string reason, string? key = null)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => decrypt())!;

        Assert.That(e.Message, Does.Contain(reason));
        Assert.That(e.ToString(), Does.Not.Contain(Password).And.Not.Contain(Passphrase));
        string[] secretLines = [.. (key ?? "").Split('\n').Where(line => line.Length > 20 && !line.Contains("KEY", StringComparison.Ordinal) && !line.Contains("PuTTY", StringComparison.Ordinal))];
        Assert.That(secretLines.Where(line => e.ToString().Contains(line, StringComparison.Ordinal)), Is.Empty);
    }

    private static TestCaseData Case(string name, params object[] arguments) => new TestCaseData(arguments).SetArgDisplayNames(name);

    private sealed class ForgivingKey(byte[] given) : RSA
    {
        public override byte[] Decrypt(byte[] data, RSAEncryptionPadding padding) => given;

        public override RSAParameters ExportParameters(bool includePrivateParameters) => throw new NotSupportedException();

        public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException();
    }
}
