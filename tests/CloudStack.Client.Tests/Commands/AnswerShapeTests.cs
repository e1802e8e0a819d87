using CloudStack.Client.Generation;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Commands;

/// <summary>Where a response contains its object or its list.</summary>
public class AnswerShapeTests
{
    [TestCase("""{"thing":{"id":"1"}}""", "1", TestName = "under the only key")]
    [TestCase("""{"count":1,"thing":[{"id":"1"}]}""", "1", TestName = "in a list of one")]
    [TestCase("""{"thing":[{"id":"1"},{"id":"2"}]}""", "1", TestName = "the first of several")]
    [TestCase("""{"id":"1","name":"n"}""", "1", TestName = "in the content itself")]
    [TestCase("""{"first":{"id":"1"},"second":{"id":"2"}}""", "1", TestName = "under the first of two keys")]
    [TestCase("""{"first":[],"second":{"id":"2"}}""", "2", TestName = "behind an empty list")]
    [TestCase("""{"thing":[]}""", null, TestName = "an empty list is an object without values")]
    [TestCase("""{"note":"x","thing":{"id":"1"},"more":[{"id":"3"}]}""", "1", TestName = "between other fields")]
    [TestCase("""{}""", null, TestName = "nothing at all is an object without values")]
    public async Task The_object_of_an_answer_is_found(string content, string? id)
    {
        Thing thing = await AskAsync(content, api => api.GetThingAsync());

        Assert.That(thing.Id, Is.EqualTo(id));
    }

    [TestCase("""{"other":{"id":"1"},"chosen":{"id":"2"},"more":{"id":"3"}}""", "2")]
    [TestCase("""{"chosen":{"id":"2"},"other":{"id":"1"}}""", "2")]
    [TestCase("""{"other":{"id":"1"}}""", "1", Description = "Servers do not always keep to the key.")]
    [TestCase("""{"other":{"id":"1"},"chosen":[]}""", "1")]
    public async Task A_declared_key_is_preferred_to_others(string content, string id)
    {
        Thing thing = await AskAsync(content, api => api.GetChosenThingAsync());

        Assert.That(thing.Id, Is.EqualTo(id));
    }

    [Test]
    public async Task An_object_that_was_declared_flat_is_the_content_even_where_a_field_is_an_object()
    {
        Thing thing = await AskAsync("""{"owner":{"id":"2"},"id":"1"}""", api => api.GetFlatThingAsync());

        Assert.That(thing.Id, Is.EqualTo("1"));
        Assert.That(thing.ExtraFields["owner"].GetProperty("id").GetString(), Is.EqualTo("2"));
    }

    [TestCase("""{"count":1,"other":[{"id":"1"}],"chosen":[{"id":"2"},{"id":"3"}],"more":[{"id":"4"}]}""", "2 3")]
    [TestCase("""{"chosen":[{"id":"2"}],"other":[{"id":"1"}]}""", "2")]
    [TestCase("""{"other":[{"id":"1"},{"id":"5"}]}""", "1 5")]
    [TestCase("""{"count":1,"chosen":{"id":"2"}}""", "2")]
    [TestCase("""{"chosen":[null,7,{"id":"2"},["x"]]}""", "2")]
    [TestCase("""{"count":3}""", "")]
    public async Task A_declared_key_is_the_list_among_others(string content, string ids)
    {
        IReadOnlyList<Thing> things = await AskAsync(content, api => api.ListChosenThingsAsync());

        Assert.That(string.Join(' ', things.Select(thing => thing.Id)), Is.EqualTo(ids));
    }

    [TestCase("7")]
    [TestCase("[]")]
    [TestCase("""[{"id":"1"}]""")]
    public async Task Something_else_in_the_place_of_an_object_is_told_as_such(string content)
    {
        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => AskAsync(content, api => api.GetThingAsync())))!;

        Assert.That(e.Message, Does.Contain("The content is not an object"));
    }

    [Test]
    public async Task An_empty_body_is_the_answer_of_a_command_that_sets_none_and_no_object()
    {
        await using StubCloud cloud = new(_ => StubHandler.Body(200, "application/json", ""), options => options.MaxRetries = 0);

        await cloud.RunAsync(client => client.CreateApi<IThingApi>().UpdateThingAsync());
        await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(_ => cloud.Client.CreateApi<IThingApi>().GetThingAsync()));
    }

    [TestCase("7")]
    [TestCase("null")]
    [TestCase("[{}]")]
    public async Task A_list_that_is_no_object_is_not_taken_for_an_empty_one(string content)
    {
        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => AskAsync(content, api => api.ListChosenThingsAsync())))!;

        Assert.That(e.Message, Does.Contain("The list is not an object"));
    }

    [Test]
    public async Task Of_an_answer_with_secrets_nothing_is_shown()
    {
        const string Broken = """{"a":{"thing":{"id":"1","password":"hunter-two" """;
        await using StubCloud cloud = new(_ => StubHandler.Json(Broken), options => options.MaxRetries = 0);
        IThingApi api = cloud.Client.CreateApi<IThingApi>();

        ResponseFormatException open = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(_ => api.GetThingAsync())))!;
        ResponseFormatException secret = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(_ => api.GetSecretThingAsync())))!;

        Assert.Multiple(() =>
        {
            Assert.That(open.Snippet, Does.StartWith("""{"a":{"thing":"""));
            Assert.That(open.Message, Does.Contain(open.Snippet!));
            Assert.That(secret.Snippet, Is.Null);
            Assert.That(secret.Message, Does.Not.Contain("begins"));
            Assert.That(secret.ToString(), Does.Not.Contain("thing\"").And.Not.Contain("hunter"));
        });
    }

    private static async Task<T> AskAsync<T>(string content, Func<IThingApi, Task<T>> ask)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json($$"""{"a":{{content}}}"""), options => options.MaxRetries = 0);
        IThingApi api = cloud.Client.CreateApi<IThingApi>();
        return await cloud.RunAsync(_ => ask(api));
    }
}
