using System.Net;
using CloudStack.Client.Http;

namespace CloudStack.Client.Tests.Http;

/// <summary>What is removed from a handler that was configured elsewhere, and what stays.</summary>
public class PrimaryHandlerTests
{
    [Test]
    public void A_handler_of_the_old_kind_loses_cookies_and_redirects_and_unpacks()
    {
        using HttpClientHandler handler = new() { UseCookies = true, AllowAutoRedirect = true, AutomaticDecompression = DecompressionMethods.Brotli };

        PrimaryHandler.Adjust(handler);

        Assert.That(
            (handler.UseCookies, handler.AllowAutoRedirect, handler.AutomaticDecompression),
            Is.EqualTo((false, false, DecompressionMethods.Brotli | DecompressionMethods.GZip)));
    }

    [TestCase(true, false, DecompressionMethods.GZip)]
    [TestCase(false, true, DecompressionMethods.GZip)]
    [TestCase(false, false, DecompressionMethods.None)]
    public void One_setting_that_the_protocol_cannot_do_with_is_enough(bool cookies, bool redirects, DecompressionMethods unpacks)
    {
        using HttpClientHandler old = new() { UseCookies = cookies, AllowAutoRedirect = redirects, AutomaticDecompression = unpacks };
        using SocketsHttpHandler sockets = new() { UseCookies = cookies, AllowAutoRedirect = redirects, AutomaticDecompression = unpacks, PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) };

        PrimaryHandler.Adjust(old);
        PrimaryHandler.Adjust(sockets);

        Assert.That((old.UseCookies, old.AllowAutoRedirect, old.AutomaticDecompression), Is.EqualTo((false, false, DecompressionMethods.GZip)));
        Assert.That((sockets.UseCookies, sockets.AllowAutoRedirect, sockets.AutomaticDecompression), Is.EqualTo((false, false, DecompressionMethods.GZip)));
        Assert.That(sockets.PooledConnectionIdleTimeout, Is.EqualTo(TimeSpan.FromSeconds(5)), "a shorter time than ours is the user's choice");
    }

    [Test]
    public void Connections_idle_for_longer_than_the_server_keeps_them_are_not_kept()
    {
        using SocketsHttpHandler handler = new() { UseCookies = false, AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All };

        PrimaryHandler.Adjust(handler);

        Assert.That(handler.PooledConnectionIdleTimeout, Is.EqualTo(TimeSpan.FromSeconds(20)));
        Assert.That(handler.AutomaticDecompression, Is.EqualTo(DecompressionMethods.All));
    }

    [Test]
    public void The_handler_within_others_is_the_one_that_is_set()
    {
        using SocketsHttpHandler inner = new() { UseCookies = true };
        using Wrapper outer = new(new Wrapper(inner));

        PrimaryHandler.Adjust(outer);

        Assert.That(inner.UseCookies, Is.False);
    }

    private sealed class Wrapper(HttpMessageHandler inner) : DelegatingHandler(inner);
}
