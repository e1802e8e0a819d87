using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>The global settings that change the fake server's behavior. They take effect immediately, like dynamic settings.</summary>
internal static class Configurations
{
    public const string Expiry = "job.expire.minutes";
    public const string TwoFactor = "enable.user.2fa";
    public const string TwoFactorProvider = "user.2fa.default.provider";

    private static readonly Setting[] Known =
    [
        new(Expiry, "Advanced", "Management Server", "Jobs", "1440", "AsyncJobManager", "Job expire minutes", "Number"),
        new(TwoFactor, "Advanced", "Miscellaneous", "Others", "false", "AccountManager", "Enable user 2fa", "Boolean"),
        new(TwoFactorProvider, "Advanced", "Miscellaneous", "Others", "totp", "AccountManager", "User 2fa default provider", "String"),
    ];

    /// <summary>How long jobs are kept.</summary>
    public static TimeSpan JobExpiry(Cloud cloud) =>
        cloud.Settings.TryGetValue(Expiry, out string? text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long minutes)
            ? TimeSpan.FromMinutes(minutes)
            : cloud.Options.JobExpiry;

    public static string Value(Cloud cloud, string name) =>
        cloud.Settings.GetValueOrDefault(name) ?? Array.Find(Known, s => s.Name == name)!.Default;

    public static bool IsOn(Cloud cloud, string name) =>
        cloud.Settings.TryGetValue(name, out string? text) && text.Equals("true", StringComparison.OrdinalIgnoreCase);

    public static CommandAnswer Update(CommandContext context)
    {
        string name = context.Text("name")!;
        Setting setting = Array.Find(Known, s => s.Name == name)
            ?? throw ApiError.Value($"Config parameter with name {name} doesn't exist");
        string value = context.Text("value") ?? setting.Default;
        if (setting.Type == "Number" && !long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw ApiError.Value($"There was an error trying to parse the integer value for configuration parameter: {name}");
        }

        context.Cloud.Settings[name] = value;
        return CommandAnswer.Object("configuration", Show(context.Cloud, setting));
    }

    public static CommandAnswer List(CommandContext context) => Paging.Answer(
        context,
        "configuration",
        Known.Where(s => context.Text("name") is not { } name || name == s.Name).Select(s => Show(context.Cloud, s)));

    private static ApiObject Show(Cloud cloud, Setting setting) => new()
    {
        { "category", setting.Category }, { "group", setting.Group }, { "subgroup", setting.Subgroup }, { "name", setting.Name },
        { "value", cloud.Settings.GetValueOrDefault(setting.Name) ?? Initial(cloud, setting) }, { "defaultvalue", setting.Default },
        { "description", setting.Title }, { "isdynamic", true }, { "component", setting.Component },
        { "displaytext", setting.Title }, { "type", setting.Type },
    };

    private static string Initial(Cloud cloud, Setting setting) => setting.Name == Expiry
        ? Math.Max(1, (long)cloud.Options.JobExpiry.TotalMinutes).ToString(CultureInfo.InvariantCulture)
        : setting.Default;

    private sealed record Setting(
        string Name, string Category, string Group, string Subgroup, string Default, string Component, string Title, string Type);
}
