using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CloudStack.Client.IntegrationTests.Support;

/// <summary>Creates certificates: authorities, certificates that they issue, and self-signed servers.</summary>
internal static class TestCertificates
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>An authority that no system knows.</summary>
    public static X509Certificate2 Root { get; } = Authority("Own Root");

    /// <summary>An authority below it.</summary>
    public static X509Certificate2 Intermediate { get; } = Authority("Own Intermediate", Root);

    /// <summary>Another authority of the same name.</summary>
    public static X509Certificate2 Namesake { get; } = Authority("Own Root");

    /// <summary>One that claims to be the first.</summary>
    public static X509Certificate2 Forged { get; } = Authority("Own Root", forged: Root);

    /// <summary>A self-signed server certificate.</summary>
    /// <param name="name">The name in it.</param>
    /// <param name="isExpired">Whether it has expired.</param>
    public static X509Certificate2 SelfSigned(string name, bool isExpired = false)
    {
        using ECDsa key = NewKey();
        DateTimeOffset until = Until(isExpired);
        using X509Certificate2 made = RequestFor(name, key).CreateSelfSigned(until.AddDays(-60), until);
        return Loaded(made);
    }

    /// <summary>A certificate authority.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="issuer">The authority above it; null for a root.</param>
    /// <param name="forged">The authority that it claims to be, with the same key identifier but a different key; null for none.</param>
    public static X509Certificate2 Authority(string name, X509Certificate2? issuer = null, X509Certificate2? forged = null)
    {
        using ECDsa key = NewKey();
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(forged?.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Single()
            ?? new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        DateTimeOffset until = DateTimeOffset.UtcNow.AddDays(90);
        if (issuer is null)
        {
            using X509Certificate2 root = request.CreateSelfSigned(until.AddDays(-365), until);
            return Loaded(root);
        }

        return Issue(request, key, issuer, until.AddDays(-200), until.AddDays(-1));
    }

    /// <summary>A server certificate issued by an authority.</summary>
    public static X509Certificate2 Issued(X509Certificate2 issuer, string name, bool isExpired = false)
    {
        using ECDsa key = NewKey();
        DateTimeOffset until = Until(isExpired);
        return Issue(RequestFor(name, key), key, issuer, until.AddDays(-60), until);
    }

    private static X509Certificate2 Issue(CertificateRequest request, ECDsa key, X509Certificate2 issuer, DateTimeOffset from, DateTimeOffset until)
    {
        using ECDsa issuerKey = issuer.GetECDsaPrivateKey()!;
        if (issuer.Extensions.OfType<X509SubjectKeyIdentifierExtension>().Any())
        {
            request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        }

        using X509Certificate2 made = request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(issuerKey), from, until, RandomNumberGenerator.GetBytes(8));
        using X509Certificate2 withKey = made.CopyWithPrivateKey(key);
        return Loaded(withKey);
    }

    private static CertificateRequest RequestFor(string name, ECDsa key)
    {
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        if (IPAddress.TryParse(name, out IPAddress? address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([ServerAuthentication], critical: false));
        return request;
    }

    private static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private static DateTimeOffset Until(bool isExpired) => isExpired ? DateTimeOffset.UtcNow.AddDays(-1) : DateTimeOffset.UtcNow.AddDays(30);

    private static X509Certificate2 Loaded(X509Certificate2 made) =>
        X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null, X509KeyStorageFlags.Exportable);
}
