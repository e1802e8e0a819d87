namespace CloudStack.Simulator;

/// <summary>
/// The servers on one database. One of them answers all requests; the others have died, and their jobs no longer make progress.
/// </summary>
internal sealed class ManagementServers(EntityStore store, string version)
{
    private const string Kind = "ManagementServerResponse";

    /// <summary>The server that answers requests.</summary>
    public Entity Current { get; private set; } = Add(store, version, "localhost");

    /// <summary>Lets the current server die, with its pending jobs, and replaces it with another one. Returns the dead server.</summary>
    public Entity Replace(int pendingJobs)
    {
        Entity dead = Current;
        dead.Fields["state"] = "Down";
        dead.Fields["pendingjobscount"] = pendingJobs;
        Current = Add(store, version, $"server-{store.All(Kind).Count + 1}");
        return dead;
    }

    /// <summary>Starts a dead server again. Returns false if no server with this id is dead.</summary>
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
