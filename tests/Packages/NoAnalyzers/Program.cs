using CloudStack.Client;
using NoAnalyzers;

// Without analyzers, neither Refit's generator runs, nor ours, which would report that.
await using CloudStackClient client = new(new() { Endpoint = new("http://cloud.invalid/client/api"), ApiKey = "k", SecretKey = "s" });
try
{
    client.CreateApi<IOwnZonesApi>();
}
catch (InvalidOperationException e)
{
    Console.WriteLine(e.Message);
}
