using CloudStack.Client;
using CloudStack.Client.Apis;
using CloudStack.Client.Models;

// A program that can be killed at any moment and restarted: it stores a token for each of its commands before it submits the first
// one, and submits every command with its token's id in every run. Arguments: endpoint, API key, secret key, zone, offering,
// template, token file, number of commands of each kind.
if (args is not [string endpoint, string apiKey, string secretKey, string zone, string offering, string template, string file, string number])
{
    Console.Error.WriteLine("Eight arguments are needed: endpoint, API key, secret key, zone, offering, template, file, number.");
    return 2;
}

await using var client = new CloudStackClient(new CloudStackClientOptions
{
    Endpoint = new Uri(endpoint),
    ApiKey = apiKey,
    SecretKey = secretKey,
    Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(50), MaxDelay = TimeSpan.FromMilliseconds(200) },
});

int count = int.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
if (!File.Exists(file))
{
    IEnumerable<JobToken> fresh = Enumerable.Range(0, 2 * count).Select(i =>
        JobToken.Create(Guid.NewGuid().ToString(), i < count ? "deployVirtualMachine" : "createTags", client.Endpoint));
    File.WriteAllLines(file + ".new", fresh.Select(token => token.ToString()));
    File.Move(file + ".new", file);
}

JobToken[] tokens = [.. File.ReadLines(file).Select(JobToken.Parse)];
var options = new JobBatchOptions { MaxConcurrency = 8 };
JobBatch<int, VirtualMachine> machines = client.Jobs.StartBatch(Enumerable.Range(0, count), (i, cancellationToken) => client.VirtualMachines.DeployVirtualMachineAsync(
    new DeployVirtualMachineRequest { ZoneId = zone, ServiceOfferingId = offering, TemplateId = template, Name = $"machine-{i}", CustomJobId = tokens[i].JobId }, cancellationToken), options);
JobBatch<int, SuccessResult> tags = client.Jobs.StartBatch(Enumerable.Range(0, count), (i, cancellationToken) => client.ResourceTags.CreateTagsAsync(
    new CreateTagsRequest { ResourceIds = [zone], ResourceType = "Zone", Tags = new Dictionary<string, string> { [$"tag-{i}"] = $"tag-{i}" }, CustomJobId = tokens[count + i].JobId }, cancellationToken), options);

await foreach (JobBatchItem<int, VirtualMachine> item in machines)
{
    Console.WriteLine($"machine-{item.Input} {item.Result?.Outcome} {item.Exception?.Message}");
}

await foreach (JobBatchItem<int, SuccessResult> item in tags)
{
    Console.WriteLine($"tag-{item.Input} {item.Result?.Outcome} {item.Exception?.Message}");
}

return (await machines.Completion).Succeeded + (await tags.Completion).Succeeded == 2 * count ? 0 : 1;
