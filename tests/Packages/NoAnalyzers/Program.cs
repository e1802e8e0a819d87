using CloudStack.Client;
using NoAnalyzers;

// Without analyzers there is no generator of Refit either, and none of ours that would say so.
await using CloudStackClient client = new(new() { Endpoint = new("http://cloud.invalid/client/api"), ApiKey = "k", SecretKey = "s" });
try
{
    client.CreateApi<IOwnZonesApi>();
}
catch (InvalidOperationException e)
{
    Console.WriteLine(e.Message);
}
