using System.Globalization;
using System.Text;
using CloudStack.Client.Http;

namespace CloudStack.Client.Tests.Http;

public class RequestSignerTests
{
    private static readonly object[] Vectors =
    [
        new object[]
        {
            "VDaACYb0LV9eNjTetIOElcVQkvJck_J_QljX_FcHRj87ZKiy0z0ty0ZsYBkoXkY9b7eq1EhwJaw7FF3akA3KBQ",
            new[] { "apikey", "plgWJfZK4gyS3mOMTVmjUVg-X-jlWlnfaUJ9GAbBbf9EdM-kAYMmAiLqzzq1ElZLYq_u38zCm0bewzGUdP66mg", "command", "listUsers", "response", "json" },
            "TTpdDq/7j/J58XCRHomKoQXEQds=",
        },
        new object[]
        {
            "example-secret",
            new[]
            {
                "apikey", "EXAMPLE-Api_Key", "command", "queryAsyncJobResult", "expires", "2030-01-02T03:04:05+0000",
                "jobid", "6f4b9c1e-0a3d-4a6e-9f10-2b7c1d5e8a44", "response", "json", "signatureversion", "3",
            },
            "0wUJ/YoDTi49xKMwwmbGnHhfj3I=",
        },
        new object[]
        {
            "example-secret",
            new[]
            {
                "apikey", "EXAMPLE-Api_Key", "command", "createTags", "resourceids", "a,b", "resourcetype", "UserVm",
                "response", "json", "tags[0].key", "Näme ~*+/", "tags[0].value", "it's (50%) <ok> & 日本",
            },
            "G6/poIcEFYTVMKwtzb1N36oqqso=",
        },
        new object[]
        {
            "example-secret",
            new[]
            {
                "apikey", "EXAMPLE-Api_Key", "command", "deployVirtualMachine", "details[0].cpuNumber", "2",
                "details[0].Zed", "x", "displayname", "", "response", "json",
            },
            "hu1T5m/TpIiA5i1Vi9ZYaGj9eis=",
        },
    ];

    [Test]
    public void Known_vectors_are_signed_alike_in_every_culture(
        [Values("", "tr-TR", "de-DE", "ar-SA")] string culture,
        [Values(0, 1, 2, 3)] int vector)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            (string secret, string[] flat, string signature) = ((string)((object[])Vectors[vector])[0], (string[])((object[])Vectors[vector])[1], (string)((object[])Vectors[vector])[2]);
            Assert.That(RequestSigner.Sign(Pairs(flat), Encoding.UTF8.GetBytes(secret)), Is.EqualTo(signature));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void The_order_of_parameters_does_not_matter_but_their_case_does_before_sorting()
    {
        string canonical = RequestSigner.Canonicalize(Pairs("b", "1", "a", "2", "B", "3"));

        Assert.That(canonical, Is.EqualTo("b=3&a=2&b=1"), "uppercase sorts first, then everything is lowercased");
    }

    [Test]
    public void A_signature_among_the_parameters_is_not_signed() =>
        Assert.That(RequestSigner.Canonicalize(Pairs("a", "1", "Signature", "x")), Is.EqualTo("a=1"));

    [TestCase("~", "%7e")]
    [TestCase("*", "*")]
    [TestCase(" ", "%20")]
    [TestCase("!'()", "%21%27%28%29")]
    [TestCase("+/=,:[]&%", "%2b%2f%3d%2c%3a%5b%5d%26%25")]
    [TestCase("aZ09.-_", "az09.-_")]
    [TestCase("ä日😀", "%c3%a4%e6%97%a5%f0%9f%98%80")]
    [TestCase("", "")]
    public void Values_are_encoded_as_the_server_encodes_them(string value, string encoded) =>
        Assert.That(RequestSigner.Canonicalize(Pairs("n", value)), Is.EqualTo("n=" + encoded));

    [Test]
    public void A_long_value_is_encoded_whole()
    {
        string value = string.Concat(Enumerable.Repeat("x y", 20_000));

        Assert.That(RequestSigner.Canonicalize(Pairs("n", value)), Is.EqualTo("n=" + value.Replace(" ", "%20", StringComparison.Ordinal)));
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(params string[] flat) =>
        flat.Chunk(2).Select(pair => new KeyValuePair<string, string>(pair[0], pair[1]));
}
