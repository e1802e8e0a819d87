using System.Net;
using System.Net.Sockets;

namespace Fleet.Hosting;

internal static class Ports
{
    /// <summary>Ports of this machine that are currently free.</summary>
    public static int[] Free(int count)
    {
        List<TcpListener> listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        listeners.ForEach(listener => listener.Start());
        int[] ports = [.. listeners.Select(listener => ((IPEndPoint)listener.LocalEndpoint).Port)];
        listeners.ForEach(listener => listener.Dispose());
        return ports;
    }
}
