using System.Net;
using System.Net.Sockets;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Uploads;

/// <summary>Failed uploads report the reason, and name what stays behind on the server. No message contains the credentials of the upload.</summary>
internal sealed class FailedUploadTests
{
    private const int Large = 8 * 1024 * 1024;

    private static readonly string[] Expired = ["2020-01-01T00:00:00.000Z", "2020-01-01T00:00:00+0000", "2020-01-01T05:30:00.000+05:30"];

    [TestCase(400, "signature validation failed.")]
    [TestCase(302, "moved")]
    [TestCase(500, "out of\r\nspace")]
    [TestCase(422, "")]
    public async Task A_refusal_is_told_with_its_reason(int status, string answer)
    {
        await using StorageVm storage = new() { Status = status, Answer = answer };

        UploadException e = await FailAsync(storage.Parameters, new MemoryStream([1]));

        Assert.That(e.HttpStatus, Is.EqualTo(status));
        Assert.That(e.Message, Does.Contain("stays NotUploaded until it is deleted"));
        Assert.That(e.Message, Does.Contain($"({status})").And.Contain(answer.Length == 0 ? "no message" : answer.Replace("\r\n", " ", StringComparison.Ordinal).TrimEnd('.')));
        Assert.That(storage.Connections, Is.EqualTo(1), "nothing is repeated, and no redirect followed");
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_refusal_before_the_content_costs_no_content(bool isLengthKnown)
    {
        await using StorageVm storage = new() { Status = 400, Answer = "request not valid anymore.", AnswersAtOnce = true };
        int reads = 0;
        using ForwardStream content = new(new byte[Large], _ => Task.FromResult(reads++));

        UploadException e = await FailAsync(storage.Parameters, content, new UploadOptions { FileName = "a.iso", Length = isLengthKnown ? Large : null });

        Assert.That(e.Message, Does.Contain("request not valid anymore"));
        Assert.That(reads, Is.Zero);
    }

    [TestCase(400)]
    [TestCase(411)]
    public async Task A_refusal_for_want_of_a_length_says_what_to_set(int status)
    {
        await using StorageVm storage = new() { Status = status, Answer = "content length is not set", AnswersAtOnce = true };

        UploadException e = await FailAsync(storage.Parameters, new ForwardStream([1]));

        Assert.That(e.Message, Does.Contain("UploadOptions.Length"));
    }

    [Test]
    public async Task What_the_storage_VM_repeats_of_the_request_is_taken_out()
    {
        await using StorageVm storage = new() { Status = 400, Answer = $"bad signature {StorageVm.Signature} of {StorageVm.Metadata}" };

        UploadException e = await FailAsync(storage.Parameters, new MemoryStream([1]));

        Assert.That(e.Message, Does.Contain("bad signature *** of ***"));
    }

    [TestCase(1, true)]
    [TestCase(1_000_000, true)]
    [TestCase(1_000_000, false)]
    public async Task A_connection_that_breaks_ends_the_upload(int after, bool isLengthKnown)
    {
        await using StorageVm storage = new() { CutAfter = after };

        UploadException e = await FailAsync(storage.Parameters, isLengthKnown ? new MemoryStream(new byte[Large]) : new ForwardStream(new byte[Large]));

        Assert.That(e.Message, Does.Contain(after > 1 ? "broke after" : "storage VM"));
        Assert.That((e.HttpStatus, e.InnerException is HttpRequestException or IOException), Is.EqualTo(((int?)null, true)));
        Assert.That(storage.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task An_answer_that_is_lost_says_that_the_file_may_have_been_taken()
    {
        await using StorageVm storage = new() { CutsBeforeTheAnswer = true };

        UploadException e = await FailAsync(storage.Parameters, new MemoryStream([1, 2]));

        Assert.That(e.Message, Does.Contain("response").And.Contain("may have accepted it"));
    }

    [Test]
    public async Task A_storage_VM_that_is_not_there_is_named()
    {
        using TcpListener nobody = new(IPAddress.Loopback, 0);
        nobody.Start();
        string host = nobody.LocalEndpoint.ToString()!;
        nobody.Stop();

        UploadException e = await FailAsync(Parameters($"http://{host}/upload/1"), new MemoryStream([1]));

        Assert.That(e.Message, Does.Contain(host).And.Contain("could not be reached"));
    }

    [Test]
    public async Task A_certificate_that_is_not_trusted_says_so()
    {
        using TlsStub storage = TlsStub.WithCertificate("127.0.0.1");

        UploadException e = await FailAsync(Parameters(storage.Endpoint.ToString()), new MemoryStream([1]));

        Assert.That(e.Message, Does.Contain("certificate").And.Contain("UploadOptions.HttpClient"));
    }

    [Test]
    public async Task The_token_ends_an_upload_under_way()
    {
        await using StorageVm storage = new();
        using CancellationTokenSource stop = new();
        UploadOptions options = new() { FileName = "a.iso", Progress = new Call(_ => stop.Cancel()) };

        OperationCanceledException e = await CatchAsync<OperationCanceledException>(() => storage.Parameters.UploadAsync(new MemoryStream(new byte[Large]), options, stop.Token));

        Assert.That(e.CancellationToken, Is.EqualTo(stop.Token));
        Assert.That(e.Message, Does.Contain(StorageVm.ResourceId).And.Contain("after 131,072 of 8,388,608 bytes"));
    }

    [Test]
    public async Task The_token_ends_the_wait_for_the_answer()
    {
        await using StorageVm storage = new() { Hangs = true };
        using CancellationTokenSource stop = new();

        Task upload = storage.Parameters.UploadAsync(new MemoryStream([1]), new UploadOptions { FileName = "a.iso" }, stop.Token);
        await storage.Complete;
        await stop.CancelAsync();

        Assert.That((await CatchAsync<OperationCanceledException>(() => upload)).Message, Does.Contain(StorageVm.ResourceId).And.Contain("may have accepted it"));
    }

    [Test]
    public async Task A_token_that_has_fired_already_sends_nothing()
    {
        await using StorageVm storage = new();

        await CatchAsync<OperationCanceledException>(() => storage.Parameters.UploadAsync(new MemoryStream([1]), new UploadOptions { FileName = "a.iso" }, new CancellationToken(canceled: true)));

        Assert.That(storage.Connections, Is.Zero);
    }

    [Test]
    public async Task The_timeout_of_an_HttpClient_is_no_cancellation()
    {
        await using StorageVm storage = new() { Hangs = true };
        using HttpClient http = new() { Timeout = TimeSpan.FromMilliseconds(300) };

        UploadException e = await FailAsync(storage.Parameters, new MemoryStream([1]), new UploadOptions { FileName = "a.iso", HttpClient = http });

        Assert.That(e.Message, Does.Contain("timeout of the HttpClient").And.Contain("Timeout.InfiniteTimeSpan").And.Contain("may have accepted it"));
    }

    [Test]
    public async Task Parameters_that_have_expired_are_not_sent([ValueSource(nameof(Expired))] string expires)
    {
        await using StorageVm storage = new();

        UploadException e = await FailAsync(Parameters(storage.Url, expires), new MemoryStream([1]));

        Assert.That(e.Message, Does.Contain("expired at 2020-01-01 00:00:00Z"));
        Assert.That(storage.Connections, Is.Zero);
    }

    [Test]
    public async Task A_time_that_cannot_be_read_is_left_to_the_storage_VM()
    {
        await using StorageVm storage = new();

        await Parameters(storage.Url, "in ten minutes").UploadAsync(new MemoryStream([1]), new UploadOptions { FileName = "a.iso" });

        Assert.That(storage.Header("x-expires"), Is.EqualTo("in ten minutes"));
    }

    [Test]
    public async Task A_stream_that_fails_is_the_reason()
    {
        await using StorageVm storage = new();
        IOException broken = new("the disk is gone");

        UploadException e = await FailAsync(storage.Parameters, new ForwardStream(new byte[Large], position => position > 0 ? Task.FromException(broken) : Task.CompletedTask));

        Assert.That(e.Message, Does.Contain("could not be read").And.Contain("the disk is gone").And.Contain("after 131,072 bytes"));
        Assert.That(e.InnerException, Is.SameAs(broken));
    }

    [TestCase(9, "more bytes than the 9")]
    [TestCase(11, "fewer bytes than the 11")]
    public async Task A_length_that_is_not_true_ends_the_upload(int length, string reason)
    {
        await using StorageVm storage = new();

        UploadException e = await FailAsync(storage.Parameters, new ForwardStream(new byte[10]), new UploadOptions { FileName = "a.iso", Length = length });

        Assert.That(e.Message, Does.Contain(reason));
    }

    [Test]
    public async Task A_handler_that_repeats_the_request_is_told_that_it_cannot()
    {
        await using StorageVm storage = new() { Status = 503 };
        using HttpClient http = new(new Repeating(new HttpClientHandler()));

        UploadException e = await FailAsync(storage.Parameters, new MemoryStream([1, 2, 3]), new UploadOptions { FileName = "a.iso", HttpClient = http });

        Assert.That(e.Message, Does.Contain("a second time").And.Contain("cannot be rewound"));
    }

    [Test]
    public async Task What_makes_no_upload_is_refused_before_anything_is_sent()
    {
        await using StorageVm storage = new();
        UploadParameters good = storage.Parameters;
        UploadOptions named = new() { FileName = "a.iso" };

        Assert.Multiple(() =>
        {
            AssertRefused(() => new UploadParameters { PostUrl = "x", Signature = "s", Metadata = "m", Expires = "e" }.UploadAsync(new MemoryStream([1]), named), "PostUrl");
            AssertRefused(() => new UploadParameters { PostUrl = good.PostUrl, Metadata = "m", Expires = "e" }.UploadAsync(new MemoryStream([1]), named), "Signature");
            AssertRefused(() => new UploadParameters { PostUrl = good.PostUrl, Signature = "s", Metadata = "m\nn", Expires = "e" }.UploadAsync(new MemoryStream([1]), named), "Metadata");
            AssertRefused(() => new UploadParameters { PostUrl = good.PostUrl, Signature = "s", Metadata = "m" }.UploadAsync(new MemoryStream([1]), named), "Expires");
            AssertRefused(() => good.UploadAsync(new MemoryStream([1])), "FileName is missing");
            AssertRefused(() => good.UploadAsync(new MemoryStream([1]), new UploadOptions { FileName = " " }), "FileName is missing");
            AssertRefused(() => good.UploadAsync(new MemoryStream([1]) { Position = 1 }, named), "nothing left to read");
            AssertRefused(() => good.UploadAsync(new MemoryStream([1]), new UploadOptions { FileName = "a.iso", Length = 0 }), "Length is 0");
            AssertRefused(() => good.UploadAsync(null!), "content");
        });
        Assert.That(storage.Connections, Is.Zero);
    }

    private static UploadParameters Parameters(string url, string expires = StorageVm.Expires) =>
        new() { Id = StorageVm.ResourceId, PostUrl = url, Signature = StorageVm.Signature, Metadata = StorageVm.Metadata, Expires = expires };

    private static async Task<UploadException> FailAsync(UploadParameters parameters, Stream content, UploadOptions? options = null)
    {
        UploadException e = await CatchAsync<UploadException>(() => parameters.UploadAsync(content, options ?? new UploadOptions { FileName = "a.iso" }));

        Assert.That(e.ResourceId, Is.EqualTo(StorageVm.ResourceId));
        Assert.That(e.Message, Does.Contain(StorageVm.ResourceId));
        return e;
    }

    private static async Task<T> CatchAsync<T>(Func<Task> upload)
        where T : Exception
    {
        try
        {
            await upload();
        }
        catch (T e)
        {
            Assert.That(e.ToString(), Does.Not.Contain(StorageVm.Signature).And.Not.Contain(StorageVm.Metadata));
            return e;
        }

        throw new AssertionException("The upload succeeded.");
    }

    private static void AssertRefused(Func<Task> upload, string reason) => Assert.That(() => { upload(); }, Throws.InstanceOf<ArgumentException>().With.Message.Contains(reason));

    private sealed class Call(Action<long> report) : IProgress<long>
    {
        public void Report(long value) => report(value);
    }

    private sealed class Repeating(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode ? response : await base.SendAsync(request, cancellationToken);
        }
    }
}
