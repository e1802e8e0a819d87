namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>Examples about which servers are trusted.</summary>
internal static class ConnectionExamples
{
    public static CloudStackClientOptions Trust(string apiKey, string secretKey)
    {
        // README: trusted certificates
        var options = new CloudStackClientOptions
        {
            Endpoint = new Uri("https://cloud.example.org/client/api"),
            ApiKey = apiKey,
            SecretKey = secretKey,
            Connection = { TrustedCertificatesFile = "/etc/ssl/house-ca.pem" },
        };
        // README: end

        return options;
    }
}
