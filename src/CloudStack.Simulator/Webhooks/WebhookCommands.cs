namespace CloudStack.Simulator;

/// <summary>The commands that manage webhooks.</summary>
internal static class WebhookCommands
{
    private const string TestEvent = "TEST.WEBHOOK";
    private const string TestPayload = """{"event":"TEST.WEBHOOK"}""";

    public static CommandAnswer Create(CommandContext context)
    {
        Account owner = context.Account;
        string url = context.Text("payloadurl")!;
        string scope = Scope(context, context.Text("scope") ?? "Local");
        WebhookAddress.Check(url, context.Cloud.Options.AllowLoopbackWebhooks);
        if (context.Cloud.Store.All(WebhookTable.Kind).Any(h => !h.IsRemoved && h.Owner == owner && h.Fields.Text("payloadurl") == url))
        {
            throw ApiError.Value("Payload URL is already in use by another webhook");
        }

        Entity hook = context.Cloud.Store.Add(WebhookTable.Kind, owner, new ApiObject
        {
            { "id", context.Cloud.Store.NewId() }, { "name", context.Text("name") }, { "description", context.Text("description") },
            { "state", State(context.Text("state") ?? "Enabled") }, { "domainid", owner.Domain.Id }, { "domain", owner.Domain.Name },
            { "domainpath", owner.Domain.Path }, { "account", owner.Name }, { "payloadurl", url }, { "secretkey", context.Text("secretkey") },
            { "sslverification", context.Flag("sslverification") ?? false }, { "scope", scope }, { "created", context.Now },
        });
        return CommandAnswer.Object("webhook", hook.Fields.Copy());
    }

    public static CommandAnswer Update(CommandContext context)
    {
        Entity hook = context.Owned("id");
        if (context.Text("payloadurl") is { } url)
        {
            WebhookAddress.Check(url, context.Cloud.Options.AllowLoopbackWebhooks);
        }

        string? scope = context.Text("scope") is { } asked ? Scope(context, asked) : null;
        string? state = context.Text("state") is { } wanted ? State(wanted) : null;
        foreach (string name in (string[])["name", "description", "payloadurl", "secretkey"])
        {
            hook.Fields[name] = context.Text(name) ?? hook.Fields[name];
        }

        hook.Fields["sslverification"] = context.Flag("sslverification") ?? hook.Fields["sslverification"];
        hook.Fields["scope"] = scope ?? hook.Fields["scope"];
        hook.Fields["state"] = state ?? hook.Fields["state"];
        return CommandAnswer.Object("webhook", hook.Fields.Copy());
    }

    public static CommandAnswer Delete(CommandContext context)
    {
        Entity hook = context.Owned("id");
        hook.IsRemoved = true;
        foreach (Entity delivery in context.Cloud.Store.All(WebhookTable.DeliveryKind).Where(d => d.Fields.Text("webhookid") == hook.Id))
        {
            delivery.IsRemoved = true;
        }

        return CommandAnswer.Success();
    }

    /// <summary>Lists deliveries, newest first.</summary>
    public static CommandAnswer ListDeliveries(CommandContext context) => Paging.Answer(
        context,
        "webhookdelivery",
        ListFilter.Apply(context, context.Cloud.Store.All(WebhookTable.DeliveryKind)).Reverse().Select(static d => d.Fields.Copy()));

    /// <summary>Sends an event immediately and returns the outcome: a recorded event again, or a test event.</summary>
    public static CommandAnswer Execute(CommandContext context)
    {
        Cloud cloud = context.Cloud;
        Entity? delivery = context.Entity("id") is null ? null : context.Owned("id");
        Entity? hook = context.Entity("webhookid") is null ? null : context.Owned("webhookid");
        if (delivery is not null)
        {
            hook ??= cloud.Store.Find(WebhookTable.Kind, delivery.Fields.Text("webhookid")!);
        }

        string url = context.Text("payloadurl") ?? hook?.Fields.Text("payloadurl")
            ?? throw ApiError.Value("One of the parameters - id, webhookid or payloadurl must be specified");
        WebhookAddress.Check(url, cloud.Options.AllowLoopbackWebhooks);
        var message = new WebhookMessage(
            url,
            context.Text("secretkey") ?? hook?.Fields.Text("secretkey"),
            context.Account.Id,
            delivery?.Fields.Text("eventid") ?? cloud.NewEventId(),
            delivery?.Fields.Text("eventtype") ?? TestEvent,
            context.Text("payload") ?? delivery?.Fields.Text("payload") ?? TestPayload);
        DateTimeOffset started = context.Now;
        return CommandAnswer.After(async () =>
        {
            WebhookOutcome outcome = await cloud.Webhooks.Sender.SendAsync(message, started).ConfigureAwait(false);
            return new ApiObject { { "webhookdelivery", cloud.Webhooks.Describe(hook, message, outcome, isTest: delivery is null) } };
        });
    }

    private static string State(string state) => state is "Enabled" or "Disabled"
        ? state
        : throw ApiError.Value("Invalid state specified");

    private static string Scope(CommandContext context, string scope) => scope switch
    {
        "Local" => scope,
        "Domain" when context.User.Role != SimulatorRole.User => scope,
        "Global" when context.IsRoot => scope,
        "Domain" or "Global" => throw ApiError.Value($"Scope {scope} can not be specified for owner {context.Account.Name}"),
        _ => throw ApiError.Value("Invalid scope specified"),
    };
}
