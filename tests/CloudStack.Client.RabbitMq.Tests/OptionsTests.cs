using RabbitMQ.Client;

namespace CloudStack.Client.RabbitMq.Tests;

/// <summary>Invalid options, and which parts of the options are shown.</summary>
internal sealed class OptionsTests
{
    [TestCase(null)]
    [TestCase("https://user:s3cret@broker.example.org")]
    [TestCase("/broker")]
    public void A_missing_or_wrong_address_is_refused_by_name_and_not_repeated(string? address)
    {
        RabbitMqCompletionSourceOptions options = new() { Uri = address is null ? null : new Uri(address, UriKind.RelativeOrAbsolute) };

        Assert.That(() => new RabbitMqCompletionSource(options), Throws.ArgumentException.With.Message.Contains("Uri").And.Message.Not.Contains("s3cret"));
    }

    [TestCase("")]
    [TestCase(null)]
    public void An_empty_exchange_is_refused_by_name(string? exchange) => Assert.That(
        () => new RabbitMqCompletionSource(new() { Uri = new Uri("amqp://h"), Exchange = exchange! }),
        Throws.ArgumentException.With.Message.Contains("Exchange"));

    [Test]
    public void A_factory_takes_the_place_of_the_address() =>
        Assert.That(() => new RabbitMqCompletionSource(new() { ConnectionFactory = new ConnectionFactory() }), Throws.Nothing);

    [Test]
    public void Neither_user_nor_password_is_shown()
    {
        RabbitMqCompletionSourceOptions options = new() { Uri = new Uri("amqps://us3r:s3cret@broker.example.org/vhost") };

        Assert.That(options.ToString(), Is.EqualTo("cloudstack-events on broker.example.org"));
        Assert.That(new RabbitMqCompletionSource(options).ToString(), Is.EqualTo(options.ToString()));
    }
}
