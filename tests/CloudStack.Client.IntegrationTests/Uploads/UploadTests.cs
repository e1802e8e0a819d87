using System.Globalization;
using System.Text;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using WireMock.Server;

namespace CloudStack.Client.IntegrationTests.Uploads;

/// <summary>
/// What the storage VM receives of an upload, byte by byte. <c>getUploadParamsFor…</c> only returned the destination, and each
/// caller had to write the request by hand.
/// </summary>
internal sealed class UploadTests
{
    private const int Block = 128 * 1024;

    private static readonly string[] FileNames = ["debian.qcow2", "a b.iso.gz", "\u00fcbung-\u732b.ova", "with \"quotes\"\r\n.vhd"];

    [Test]
    public async Task The_answer_of_the_API_leads_to_the_storage_VM()
    {
        await using StorageVm storage = new();
        using WireMockServer server = CloudMock.Start();
        string parameters = $$$"""{"id":"{{{StorageVm.ResourceId}}}","postURL":"{{{storage.Url}}}","metadata":"{{{StorageVm.Metadata}}}","expires":"{{{StorageVm.Expires}}}","signature":"{{{StorageVm.Signature}}}"}""";
        server.Given(CloudMock.Command("getUploadParamsForVolume")).RespondWith(CloudMock.Json($$$"""{"postuploadvolumeresponse":{"getuploadparams":{{{parameters}}}}}"""));
        server.Given(CloudMock.Command("getUploadParamsForTemplate")).RespondWith(CloudMock.Json($$$"""{"postuploadtemplateresponse":{"getuploadparams":{{{parameters}}}}}"""));
        server.Given(CloudMock.Command("getUploadParamsForIso")).RespondWith(CloudMock.Json($$$"""{"postuploadisoresponse":{"getuploadparams":{{{parameters}}}}}"""));
        await using CloudStackClient client = server.CreateCloudStackClient();

        UploadParameters[] answers =
        [
            await client.Volumes.GetUploadParamsForVolumeAsync(new() { Format = "QCOW2", Name = "data", ZoneId = "z" }),
            await client.Templates.GetUploadParamsForTemplateAsync(new() { Format = "QCOW2", Hypervisor = "KVM", Name = "debian", ZoneId = "z" }),
            await client.Isos.GetUploadParamsForIsoAsync(new() { Format = "ISO", Name = "tools", ZoneId = "z" }),
        ];
        foreach (UploadParameters answer in answers)
        {
            await answer.UploadAsync(new MemoryStream([1, 2, 3]), new UploadOptions { FileName = "data.qcow2" });
        }

        Assert.That(storage.Connections, Is.EqualTo(3));
        Assert.That(server.LogEntries.Count, Is.EqualTo(3), "the API receives nothing of the files");
    }

    [TestCase(1, true)]
    [TestCase(Block, true)]
    [TestCase(3 * Block + 1, true)]
    [TestCase(1, false)]
    [TestCase(Block, false)]
    [TestCase(3 * Block + 1, false)]
    public async Task The_form_holds_the_file_as_it_is(int size, bool isLengthKnown)
    {
        await using StorageVm storage = new();
        byte[] file = Content(size);
        Stream content = isLengthKnown ? new MemoryStream(file) : new ForwardStream(file);

        await storage.Parameters.UploadAsync(content, new UploadOptions { FileName = "debian.qcow2" });

        AssertForm(storage, file, "debian.qcow2");
        Assert.That(storage.Head, Does.StartWith($"POST /upload/{StorageVm.ResourceId} HTTP/1.1\r\n"));
        Assert.That(storage.Header("x-signature"), Is.EqualTo(StorageVm.Signature));
        Assert.That(storage.Header("x-metadata"), Is.EqualTo(StorageVm.Metadata));
        Assert.That(storage.Header("x-expires"), Is.EqualTo(StorageVm.Expires));
        Assert.That(storage.Header("Cookie"), Is.Null);
        Assert.That(storage.Header("Content-Length"), Is.EqualTo(isLengthKnown ? storage.Body.Length.ToString(CultureInfo.InvariantCulture) : null));
        Assert.That(storage.Header("Transfer-Encoding"), Is.EqualTo(isLengthKnown ? null : "chunked"));
    }

    [Test]
    public async Task A_length_that_the_caller_knows_is_sent()
    {
        await using StorageVm storage = new();
        byte[] file = Content(Block + 7);
        ForwardStream content = new(file);

        await storage.Parameters.UploadAsync(content, new UploadOptions { FileName = "debian.qcow2", Length = file.Length });

        AssertForm(storage, file, "debian.qcow2");
        Assert.That(storage.Header("Content-Length"), Is.EqualTo(storage.Body.Length.ToString(CultureInfo.InvariantCulture)));
        Assert.That(content.IsClosed, Is.False, "it belongs to the caller");
    }

    [Test]
    public async Task A_stream_is_sent_from_where_it_stands()
    {
        await using StorageVm storage = new();
        byte[] file = Content(1000);

        await storage.Parameters.UploadAsync(new MemoryStream(file) { Position = 900 }, new UploadOptions { FileName = "debian.qcow2" });

        AssertForm(storage, file[900..], "debian.qcow2");
    }

    [Test]
    public async Task A_name_stands_in_the_form_as_browsers_write_it([ValueSource(nameof(FileNames))] string name)
    {
        await using StorageVm storage = new();

        await storage.Parameters.UploadAsync(new MemoryStream([1]), new UploadOptions { FileName = name });

        AssertForm(storage, [1], name.Replace("\"", "%22", StringComparison.Ordinal).Replace("\r\n", "%0D%0A", StringComparison.Ordinal));
    }

    [Test]
    public async Task A_file_has_a_name_of_its_own()
    {
        await using StorageVm storage = new();
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.qcow2");
        await File.WriteAllBytesAsync(path, Content(10));
        try
        {
            await using FileStream file = File.OpenRead(path);
            await storage.Parameters.UploadAsync(file);
        }
        finally
        {
            File.Delete(path);
        }

        AssertForm(storage, Content(10), Path.GetFileName(path));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Progress_counts_what_was_sent(bool isLengthKnown)
    {
        await using StorageVm storage = new();
        byte[] file = Content(2 * Block + 5);
        Reports reports = new();

        await storage.Parameters.UploadAsync(isLengthKnown ? new MemoryStream(file) : new ForwardStream(file), new UploadOptions { FileName = "a.iso", Progress = reports });

        Assert.That(reports, Is.EqualTo(new long[] { Block, 2 * Block, file.Length }));
    }

    /// <summary>The stream returns its second part only when the first has arrived: buffering would wait forever.</summary>
    [TestCase(true)]
    [TestCase(false)]
    public async Task Content_is_sent_while_it_is_read(bool isLengthKnown)
    {
        await using StorageVm storage = new();
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        byte[] file = Content(4 * Block);
        ForwardStream content = new(file, position => position < Block ? Task.CompletedTask : storage.Begun);

        await storage.Parameters.UploadAsync(content, new UploadOptions { FileName = "a.iso", Length = isLengthKnown ? file.Length : null }, patience.Token);

        AssertForm(storage, file, "a.iso");
    }

    /// <summary>Not every server sends "100 Continue" when asked.</summary>
    [Test]
    public async Task A_storage_VM_that_does_not_say_continue_gets_the_content_all_the_same()
    {
        await using StorageVm storage = new() { SaysContinue = false };

        await storage.Parameters.UploadAsync(new MemoryStream(Content(2000)), new UploadOptions { FileName = "a.iso" });

        AssertForm(storage, Content(2000), "a.iso");
    }

    [TestCase(200)]
    [TestCase(201)]
    [TestCase(204)]
    public async Task Any_success_ends_the_upload(int status)
    {
        await using StorageVm storage = new() { Status = status, Answer = "" };

        await storage.Parameters.UploadAsync(new MemoryStream([1]), new UploadOptions { FileName = "a.iso" });

        Assert.That(storage.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task The_callers_HttpClient_sends_it_and_stays_open()
    {
        await using StorageVm storage = new();
        using HttpClient http = new();
        http.DefaultRequestHeaders.Add("x-mark", "mine");

        await storage.Parameters.UploadAsync(new MemoryStream([1]), new UploadOptions { FileName = "a.iso", HttpClient = http });
        await storage.Parameters.UploadAsync(new MemoryStream([2]), new UploadOptions { FileName = "a.iso", HttpClient = http });

        Assert.That((storage.Connections, storage.Header("x-mark")), Is.EqualTo((2, "mine")));
    }

    private static void AssertForm(StorageVm storage, byte[] file, string fileName)
    {
        string boundary = storage.Header("Content-Type")!.Split("boundary=")[1];
        byte[] expected =
        [
            .. Encoding.UTF8.GetBytes($"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{fileName}\"\r\nContent-Type: application/octet-stream\r\n\r\n"),
            .. file,
            .. Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n"),
        ];
        Assert.That(storage.Header("Content-Type"), Is.EqualTo($"multipart/form-data; boundary={boundary}"));
        Assert.That(boundary, Does.Match("^[A-Za-z0-9-]{20,70}$"));
        Assert.That(storage.Body.AsSpan().SequenceEqual(expected), Is.True, $"{storage.Body.Length} bytes arrived, {expected.Length} were expected");
    }

    private static byte[] Content(int size)
    {
        byte[] content = new byte[size];
        new Random(size).NextBytes(content);
        return content;
    }

    /// <summary>Unlike <see cref="Progress{T}"/>, keeps the order of the reports.</summary>
    private sealed class Reports : List<long>, IProgress<long>
    {
        public void Report(long value) => Add(value);
    }
}
