using CloudStack.Client.Apis;
using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace CloudStack.Client.IntegrationTests.Interop;

/// <summary>
/// Refit's own ways to create an implementation (reactiveui/refit#2185, #2287) would return an implementation of the SDK's
/// interfaces that sends commands unsigned and doesn't support jobs.
/// </summary>
internal sealed class ForeignRegistrationTests
{
    private static readonly Uri Anywhere = new("http://127.0.0.1/");

    [Test]
    public void An_implementation_that_is_made_past_the_client_is_refused_by_name()
    {
        using HttpClient http = new() { BaseAddress = Anywhere };

        foreach (Func<object> make in new Func<object>[] { () => RestService.For<IZonesApi>(http), () => RestService.ForGenerated<IZonesApi>(http) })
        {
            InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => make())!;

            Assert.That(e.Message, Does.Contain("services.AddCloudStackApi<IZonesApi>()"));
        }
    }

    [Test]
    public async Task A_registration_of_Refit_s_own_is_refused_by_name()
    {
        ServiceCollection services = new();
        services.AddRefitGeneratedClient<IZonesApi>().ConfigureHttpClient(http => http.BaseAddress = Anywhere);
        await using ServiceProvider provider = services.BuildServiceProvider();

        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => provider.GetRequiredService<IZonesApi>())!;

        Assert.That(e.Message, Does.Contain("services.AddCloudStackApi<IZonesApi>()"));
    }

    [Test]
    public async Task An_interface_that_is_none_of_commands_is_refused_with_a_reason()
    {
        await using CloudStackClient client = new(new() { Endpoint = Anywhere, ApiKey = "k", SecretKey = "s" });

        InvalidOperationException e = Assert.Throws<InvalidOperationException>(() => client.CreateApi<IDisposable>())!;

        Assert.That(e.Message, Does.Contain("System.IDisposable has no implementation").And.Contain("source generator of Refit"));
    }

    /// <summary>An interface of another service has an implementation, but no commands.</summary>
    [Test]
    public async Task A_method_that_sends_no_command_is_refused_when_it_is_called()
    {
        await using CloudStackClient client = new(new() { Endpoint = Anywhere, ApiKey = "k", SecretKey = "s" });

        InvalidOperationException e = (await Assert.CatchAsync<InvalidOperationException>(() => client.CreateApi<IZoneList>().ListZonesAsync("x")))!;

        Assert.That(e.Message, Does.Contain("IZoneList.ListZonesAsync does not send a command"));
    }
}
