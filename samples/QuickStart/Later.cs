using CloudStack.Client;

namespace QuickStart;

/// <summary>The way back to a job that nobody waits for any more.</summary>
internal static class Later
{
    public static void Explain(JobHandle job)
    {
        Console.WriteLine("To look at it later, keep one of these:");
        Console.WriteLine($"  token     {job.ToToken()}");
        Console.WriteLine("            client.Jobs.Resume<VirtualMachine>(JobToken.Parse(token)) waits again, in any process");
        Console.WriteLine($"  job id    {job.Id}");
        Console.WriteLine("            queryAsyncJobResult with this id as jobid, with any tool");
        Console.WriteLine("A simulated cloud ends with this program, and its jobs with it.");
    }
}
