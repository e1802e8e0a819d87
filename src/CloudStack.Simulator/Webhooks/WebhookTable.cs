namespace CloudStack.Simulator;

/// <summary>The webhooks of the fake server: which events they receive, and the outcome of the deliveries.</summary>
internal sealed class WebhookTable(Cloud cloud, object sync)
{
    public const string Kind = "WebhookResponse";
    public const string DeliveryKind = "WebhookDeliveryResponse";
    public const string FilterKind = "WebhookFilterResponse";

    private const int KeptDeliveries = 10;
    private static readonly TimeSpan CleaningInterval = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Task> _tails = new(StringComparer.Ordinal);
    private WebhookSender? _sender;
    private DateTimeOffset _cleaned;

    /// <summary>Whether any webhook is enabled.</summary>
    public bool Any => cloud.Store.All(Kind).Any(static h => IsOn(h));

    public WebhookSender Sender => _sender ??= new WebhookSender(cloud.Options.WebhookHandler, cloud.Clock);

    /// <summary>Sends an event to every webhook that it concerns. Each webhook receives its events one after the other.</summary>
    public void Raise(ActionEvent raised)
    {
        foreach (Entity hook in cloud.Store.All(Kind).Where(h => IsOn(h) && Concerns(h, raised.Account) && Passes(h, raised.Type)))
        {
            WebhookMessage message = MessageFor(hook, raised.Id, raised.Type, raised.Body);
            cloud.Events.Enqueue(() => _tails[hook.Id] = SendAfterAsync(_tails.GetValueOrDefault(hook.Id), hook, message));
        }
    }

    /// <summary>A delivery as responses show it.</summary>
    public ApiObject Describe(Entity? hook, WebhookMessage message, WebhookOutcome outcome, bool isTest) => new()
    {
        { "id", cloud.NewEventId() },
        { "eventid", isTest ? null : message.EventId },
        { "eventtype", message.EventType },
        { "webhookid", hook?.Id },
        { "webhookname", hook?.Name },
        { "managementserverid", cloud.ManagementServerId },
        { "managementservername", "localhost" },
        { "headers", outcome.Headers },
        { "payload", message.Body },
        { "success", outcome.Succeeded },
        { "response", outcome.Response },
        { "startdate", outcome.Started },
        { "enddate", outcome.Ended },
    };

    private static WebhookMessage MessageFor(Entity hook, string eventId, string eventType, string body) => new(
        hook.Fields.Text("payloadurl")!, hook.Fields.Text("secretkey"), hook.Owner!.Id, eventId, eventType, body);

    private static bool IsOn(Entity hook) => !hook.IsRemoved && hook.Fields.Text("state") == "Enabled";

    private static bool Concerns(Entity hook, Account account) => hook.Fields.Text("scope") switch
    {
        "Global" => true,
        "Domain" => hook.Owner!.Domain.Contains(account.Domain),
        _ => hook.Owner == account,
    };

    private static bool Matches(ApiObject filter, string type)
    {
        string value = filter.Text("value") ?? string.Empty;
        return filter.Text("matchtype") switch
        {
            "Prefix" => type.StartsWith(value, StringComparison.Ordinal),
            "Suffix" => type.EndsWith(value, StringComparison.Ordinal),
            "Contains" => type.Contains(value, StringComparison.Ordinal),
            _ => type == value,
        };
    }

    // Without filters, everything passes. A filter that excludes takes precedence over filters that include.
    private bool Passes(Entity hook, string type)
    {
        List<ApiObject> filters =
            [.. cloud.Store.All(FilterKind).Where(f => !f.IsRemoved && f.Fields.Text("webhookid") == hook.Id).Select(static f => f.Fields)];
        var including = filters.FindAll(static f => f.Text("mode") != "Exclude");
        return !filters.Exists(f => f.Text("mode") == "Exclude" && Matches(f, type))
            && (including.Count == 0 || including.Exists(f => Matches(f, type)));
    }

    private async Task SendAfterAsync(Task? before, Entity hook, WebhookMessage message)
    {
        if (before is not null)
        {
            await before.ConfigureAwait(false);
        }

        WebhookOutcome outcome = await Sender.SendAsync(message, cloud.Clock.GetUtcNow()).ConfigureAwait(false);
        lock (sync)
        {
            cloud.Store.Add(DeliveryKind, hook.Owner, Describe(hook, message, outcome, isTest: false));
            Clean();
        }
    }

    // The server keeps the newest deliveries of each webhook, and discards the others from time to time.
    private void Clean()
    {
        if (cloud.Uptime - _cleaned < CleaningInterval)
        {
            return;
        }

        _cleaned = cloud.Uptime;
        foreach (IGrouping<string?, Entity> hook in cloud.Store.All(DeliveryKind).Where(static d => !d.IsRemoved).GroupBy(static d => d.Fields.Text("webhookid")))
        {
            foreach (Entity old in hook.SkipLast(KeptDeliveries))
            {
                old.IsRemoved = true;
            }
        }
    }

}
