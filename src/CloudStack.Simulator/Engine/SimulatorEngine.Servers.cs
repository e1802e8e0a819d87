namespace CloudStack.Simulator;

// Management servers that end and begin.
public sealed partial class SimulatorEngine
{
    /// <summary>
    /// Restarts the server: every running job ends with status 2, code 530 and no result, at this moment, and every session is
    /// over.
    /// </summary>
    public void Restart()
    {
        lock (_sync)
        {
            DateTimeOffset now = _cloud.Now;
            _cloud.Jobs.Settle(now);
            _cloud.Jobs.Restart(now);
            _cloud.Sessions.Clear();
        }
    }

    /// <summary>
    /// Lets the management server die that answers requests, one of several on one database; another one answers from now on. What
    /// runs on the dead one stays pending until that server is started again, as on a real one: nobody takes its jobs over, and
    /// <c>listManagementServers</c> shows it with the state <c>Down</c>. Its sessions are over.
    /// </summary>
    /// <returns>The id of the dead server; see <see cref="StartServer"/>.</returns>
    public string KillServer()
    {
        lock (_sync)
        {
            _cloud.Jobs.Settle(_cloud.Now);
            _cloud.Sessions.Clear();
            return _cloud.Servers.Replace(_cloud.Jobs.Strand()).Id;
        }
    }

    /// <summary>Starts a management server again that had died: the jobs that ran on it end with status 2, code 530 and no result.</summary>
    /// <param name="serverId">The id of the dead server.</param>
    /// <exception cref="ArgumentException">No server of this id is dead.</exception>
    public void StartServer(string serverId)
    {
        ArgumentNullException.ThrowIfNull(serverId);
        lock (_sync)
        {
            DateTimeOffset now = _cloud.Now;
            _cloud.Jobs.Settle(now);
            if (!_cloud.Servers.Start(serverId))
            {
                throw new ArgumentException($"There is no dead management server {serverId}.", nameof(serverId));
            }

            _cloud.Jobs.EndStranded(serverId, now);
        }
    }
}
