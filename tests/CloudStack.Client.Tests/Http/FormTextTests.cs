using System.Net.Http.Headers;
using CloudStack.Client.Http;

namespace CloudStack.Client.Tests.Http;

/// <summary>The body in which the signed parameters are sent.</summary>
public class FormTextTests
{
    [TestCase("text/plain; charset=utf-8")]
    [TestCase("application/json")]
    [TestCase(null)]
    public async Task An_empty_body_of_any_type_is_replaced_by_a_form(string? type)
    {
        using StringContent empty = new("");
        empty.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        empty.Headers.TryAddWithoutValidation("X-Kept", "yes");

        Assert.That(await FormText.ReadAsync(empty, CancellationToken.None), Is.Empty);
        using HttpContent form = FormText.Create("command=listZones"u8.ToArray(), empty);

        Assert.That(form.Headers.ContentType!.MediaType, Is.EqualTo("application/x-www-form-urlencoded"));
        Assert.That((form.Headers.ContentLength, form.Headers.GetValues("X-Kept").Single()), Is.EqualTo((17, "yes")));
    }

    [Test]
    public void A_form_keeps_its_type()
    {
        using StringContent given = new("a=b", MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded; charset=UTF-8"));

        using HttpContent form = FormText.Create("a=b&c=d"u8.ToArray(), given);

        Assert.That(form.Headers.ContentType!.ToString(), Is.EqualTo("application/x-www-form-urlencoded; charset=UTF-8"));
    }
}
