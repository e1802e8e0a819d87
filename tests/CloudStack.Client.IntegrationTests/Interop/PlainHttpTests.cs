using System.Net;
using System.Text;
using System.Text.Json;
using CloudStack.Client.IntegrationTests.Repeats;
using CloudStack.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace CloudStack.Client.IntegrationTests.Interop;

/// <summary>Plain HTTP code with the signing handler, over real HTTP against a server that checks signatures.</summary>
internal sealed class PlainHttpTests
{
    // Characters that the signature encodes differently from the usual encoders.
    private const string Odd = "a~b*c d+e/f=g&h'(i)!日本%";

    private SimulatorServer _server = null!;
    private HttpClient _http = null!;

    private SimulatorEngine Engine => _server.Engine;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = TimeSpan.FromMilliseconds(50) });
        Engine.AddZone(Odd);
        _http = new HttpClient(Sign(new SocketsHttpHandler { UseCookies = false }));
    }

    [TearDown]
    public async Task StopAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task A_get_with_its_parameters_in_the_query_is_answered() =>
        Assert.That(Zone(await _http.GetStringAsync($"{_server.Endpoint}?command=listZones&response=json&name={Uri.EscapeDataString(Odd)}")), Is.EqualTo(Odd));

    [Test]
    public async Task A_post_with_its_parameters_in_a_form_is_answered()
    {
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["command"] = "listZones", ["response"] = "json", ["name"] = Odd });

        using HttpResponseMessage response = await _http.PostAsync(_server.Endpoint, form);

        Assert.That(Zone(await response.Content.ReadAsStringAsync()), Is.EqualTo(Odd));
        Assert.That(response.RequestMessage!.RequestUri!.Query, Is.Empty, "with a form, the signature is part of it");
    }

    [Test]
    public async Task A_post_with_parameters_in_both_places_is_answered()
    {
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["name"] = Odd });

        using HttpResponseMessage response = await _http.PostAsync($"{_server.Endpoint}?command=listZones&response=json", form);

        Assert.That(Zone(await response.Content.ReadAsStringAsync()), Is.EqualTo(Odd));
    }

    [Test]
    public async Task A_post_without_a_body_is_signed_in_its_query()
    {
        using HttpResponseMessage response = await _http.PostAsync($"{_server.Endpoint}?command=listZones&response=json", content: null);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_handler_outside_that_repeats_gets_each_repetition_signed_afresh([Values] bool asForm)
    {
        RetryingHandler retrying = new RetryingHandler().Around(Sign(new SocketsHttpHandler { UseCookies = false }));
        using HttpClient http = new(retrying);
        Engine.Faults.Add(Fault.BadGatewayPage, "listZones", times: 2);
        using HttpRequestMessage request = new(asForm ? HttpMethod.Post : HttpMethod.Get, $"{_server.Endpoint}{(asForm ? "" : "?command=listZones&response=json")}");
        request.Content = asForm ? new FormUrlEncodedContent(new Dictionary<string, string> { ["command"] = "listZones", ["response"] = "json" }) : null;
        Uri? before = request.RequestUri;
        HttpContent? content = request.Content;

        using HttpResponseMessage response = await http.SendAsync(request);

        Assert.Multiple(() =>
        {
            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(retrying.Repeats, Is.EqualTo(2));
            Assert.That(request.RequestUri, Is.EqualTo(before));
            Assert.That(request.Content, Is.SameAs(content));
        });
    }

    [Test]
    public async Task A_client_of_the_factory_signs_as_one_line_of_its_registration()
    {
        ServiceCollection services = new();
        services.AddHttpClient("cloud", http => http.BaseAddress = _server.Endpoint)
            .AddHttpMessageHandler(() => new CloudStackSigningHandler(new ApiKeyCredentials(Engine.Admin.ApiKey, Engine.Admin.SecretKey)));
        await using ServiceProvider provider = services.BuildServiceProvider();

        string zones = await provider.GetRequiredService<IHttpClientFactory>().CreateClient("cloud").GetStringAsync($"?command=listZones&response=json&name={Uri.EscapeDataString(Odd)}");

        Assert.That(Zone(zones), Is.EqualTo(Odd));
    }

    [Test]
    public async Task A_wrong_key_is_the_server_s_to_refuse()
    {
        using HttpClient http = new(new CloudStackSigningHandler(new ApiKeyCredentials(Engine.Admin.ApiKey, "another"), new SocketsHttpHandler()));

        using HttpResponseMessage response = await http.GetAsync($"{_server.Endpoint}?command=listZones&response=json");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_body_that_is_no_form_is_refused_before_anything_is_sent()
    {
        using StringContent json = new("{\"command\":\"listZones\"}", Encoding.UTF8, "application/json");

        await Assert.ThatAsync(
            () => _http.PostAsync($"{_server.Endpoint}?command=listZones", json),
            Throws.InvalidOperationException.With.Message.Contains("application/json").And.Message.Contains("application/x-www-form-urlencoded"));
        Assert.That(Engine.CountRequests("listZones"), Is.Zero);
    }

    private CloudStackSigningHandler Sign(HttpMessageHandler inner) =>
        new(new ApiKeyCredentials(Engine.Admin.ApiKey, Engine.Admin.SecretKey), inner);

    private static string? Zone(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.GetProperty("listzonesresponse").GetProperty("zone")[0].GetProperty("name").GetString();
    }
}
