namespace CloudStack.Simulator;

/// <summary>
/// The servers on one database. One of them answers all requests; the others have died, and the jobs that ran on them go no further.
/// </summary>
internal sealed class ManagementServers(EntityStore store, string version)
{
    private const string Kind = "ManagementServerResponse";

    /// <summary>The one that answers.</summary>
    public Entity Current { get; private set; } = Add(store, version, "localhost");

    /// <summary>The one that answers dies, with so many jobs on it, and another one takes its place. Returns the dead one.</summary>
    public Entity Replace(int pendingJobs)
    {
        Entity dead = Current;
        dead.Fields["state"] = "Down";
        dead.Fields["pendingjobscount"] = pendingJobs;
        Current = Add(store, version, $"server-{store.All(Kind).Count + 1}");
        return dead;
    }

    /// <summary>A dead one starts again. Returns false if there is no dead one of this id.</summary>
    public bool Start(string id)
    {
        if (store.Find(Kind, id, acceptNumber: false) is not { } server || server.Fields.Text("state") != "Down")
        {
            return false;
        }

        server.Fields["state"] = "Up";
        server.Fields["pendingjobscount"] = null;
        return true;
    }

    private static Entity Add(EntityStore store, string version, string name)
    {
        string id = store.NewId();
        return store.Add(Kind, null, new ApiObject { { "id", id }, { "name", name }, { "state", "Up" }, { "version", version } });
    }
}
