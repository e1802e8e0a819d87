namespace CloudStack.Simulator;

// Management servers that stop and start.
public sealed partial class SimulatorEngine
{
    /// <summary>
    /// Restarts the server that answers requests: each of its running jobs ends immediately with status 2, code 530 and no result,
    /// and every session ends. The jobs of servers that died stay as they are; see <see cref="KillServer"/>.
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
    /// Lets the management server that answers requests die, as one of several on the same database; another one answers from now
    /// on. As on a real server, the jobs on the dead server stay pending until it's started again: no other server takes them over,
    /// and <c>listManagementServers</c> shows the dead server with the state <c>Down</c>. Its sessions end.
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

    /// <summary>
    /// Starts a dead management server again: the jobs that ran on it end with status 2, code 530 and no result, and jobs of other
    /// servers that waited for them begin.
    /// </summary>
    /// <param name="serverId">The id of the dead server.</param>
    /// <exception cref="ArgumentException">No server with this id is dead.</exception>
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
            ArmEvents();
        }
    }
}
