using System.Globalization;

namespace CloudStack.Simulator.Tests;

public sealed class RequestSignatureTests
{
    [TestCase("")]
    [TestCase("tr-TR")]
    public void Every_recorded_signature_is_reproduced(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            int count = 0;
            foreach (var vector in Recordings.Read("signing-vectors.jsonl.gz"))
            {
                var pairs = vector.GetProperty("pairs").EnumerateArray()
                    .Select(static p => new KeyValuePair<string, string>(p[0].GetString()!, p[1].GetString()!)).ToList();
                string canonical = RequestSignature.Canonicalize(pairs);
                Assert.That(canonical, Is.EqualTo(vector.GetProperty("canonical").GetString()));
                Assert.That(
                    RequestSignature.Compute(vector.GetProperty("secret").GetString()!, canonical),
                    Is.EqualTo(vector.GetProperty("signature").GetString()));
                count++;
            }

            TestContext.Out.WriteLine($"{count} vectors");
            Assert.That(count, Is.GreaterThanOrEqualTo(50));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void Names_are_sorted_as_sent_and_lowered_afterwards()
    {
        string canonical = RequestSignature.Canonicalize(
        [
            new("apikey", "EXAMPLE-Api_Key"), new("command", "deployVirtualMachine"), new("details[0].cpuNumber", "2"),
            new("details[0].Zed", "x"), new("displayname", ""), new("response", "json"), new("Signature", "ignored"),
        ]);

        Assert.That(canonical, Is.EqualTo(
            "apikey=example-api_key&command=deployvirtualmachine&details[0].zed=x&details[0].cpunumber=2&displayname=&response=json"));
        Assert.That(RequestSignature.Compute("example-secret", canonical), Is.EqualTo("hu1T5m/TpIiA5i1Vi9ZYaGj9eis="));
    }

    [Test]
    public void Values_are_encoded_like_javas_form_encoder()
    {
        string canonical = RequestSignature.Canonicalize(
        [
            new("apikey", "EXAMPLE-Api_Key"), new("command", "createTags"), new("resourceids", "a,b"), new("resourcetype", "UserVm"),
            new("response", "json"), new("tags[0].key", "Näme ~*+/"), new("tags[0].value", "it's (50%) <ok> & 日本"),
        ]);

        Assert.That(RequestSignature.Compute("example-secret", canonical), Is.EqualTo("G6/poIcEFYTVMKwtzb1N36oqqso="));
    }
}
