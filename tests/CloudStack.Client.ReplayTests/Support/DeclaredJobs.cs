using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Client.ReplayTests.Recordings;

namespace CloudStack.Client.ReplayTests.Support;

/// <summary>The asynchronous commands that the client declares, called with what was recorded.</summary>
internal static class DeclaredJobs
{
    public static readonly string[] Commands =
        ["deployVirtualMachine", "startVirtualMachine", "stopVirtualMachine", "rebootVirtualMachine", "destroyVirtualMachine"];

    public static Task<JobHandle<VirtualMachine>> SubmitAsync(IVirtualMachinesApi api, RecordedJob job)
    {
        Dictionary<string, string> rest = new(JobReplay.Parameters(job), StringComparer.OrdinalIgnoreCase);
        return job.Command switch
        {
            "deployVirtualMachine" => api.DeployVirtualMachineAsync(WithRest(new DeployVirtualMachineRequest
            {
                ServiceOfferingId = Take(rest, "serviceofferingid")!,
                ZoneId = Take(rest, "zoneid")!,
                TemplateId = Take(rest, "templateid"),
                Name = Take(rest, "name"),
                DisplayName = Take(rest, "displayname"),
                NetworkIds = Take(rest, "networkids")?.Split(','),
                StartVM = TakeBoolean(rest, "startvm"),
                Details = TakeMap(rest, "details"),
            }, rest)),
            "startVirtualMachine" => api.StartVirtualMachineAsync(WithRest(new StartVirtualMachineRequest { Id = Take(rest, "id")! }, rest)),
            "stopVirtualMachine" => api.StopVirtualMachineAsync(
                WithRest(new StopVirtualMachineRequest { Id = Take(rest, "id")!, Forced = TakeBoolean(rest, "forced") }, rest)),
            "rebootVirtualMachine" => api.RebootVirtualMachineAsync(WithRest(new RebootVirtualMachineRequest { Id = Take(rest, "id")! }, rest)),
            "destroyVirtualMachine" => api.DestroyVirtualMachineAsync(
                WithRest(new DestroyVirtualMachineRequest { Id = Take(rest, "id")!, Expunge = TakeBoolean(rest, "expunge") }, rest)),
            _ => throw new AssertionException($"{job.Command} is not declared."),
        };
    }

    private static string? Take(Dictionary<string, string> rest, string name) => rest.Remove(name, out string? value) ? value : null;

    private static bool? TakeBoolean(Dictionary<string, string> rest, string name) => Take(rest, name) is { } value ? bool.Parse(value) : null;

    /// <summary>The entries of a map that was sent under one index.</summary>
    private static Dictionary<string, string>? TakeMap(Dictionary<string, string> rest, string name)
    {
        string prefix = name + "[0].";
        Dictionary<string, string> map = [];
        foreach (string key in rest.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            map[key[prefix.Length..]] = Take(rest, key)!;
        }

        return map.Count > 0 ? map : null;
    }

    private static TRequest WithRest<TRequest>(TRequest request, Dictionary<string, string> rest)
        where TRequest : CommandRequest
    {
        foreach ((string name, string value) in rest)
        {
            request.AdditionalParameters[name] = value;
        }

        return request;
    }
}
