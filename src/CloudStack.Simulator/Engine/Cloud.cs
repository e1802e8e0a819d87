using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>The whole state of the fake server. Guarded by the engine's lock.</summary>
internal sealed class Cloud
{
    private readonly Dictionary<string, SimulatorUser> _usersByKey = new(StringComparer.Ordinal);
    private readonly long _started;
    private readonly Random _eventRandom;
    private readonly Dictionary<string, Domain> _domains = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Domain, string Name), Account> _accounts = [];

    public Cloud(SimulatorOptions options, TimeProvider clock, EventHub events, object sync)
    {
        Options = options;
        Clock = clock;
        _started = clock.GetTimestamp();
        Random = new Random(options.Seed);
        _eventRandom = new Random(options.Seed);
        Store = new EntityStore(Random);
        Servers = new ManagementServers(Store, options.CloudStackVersion);
        Events = events;
        Webhooks = new WebhookTable(this, sync);
        Jobs = new JobTable(this);
        Sessions = new SessionTable(this);
        PhysicalNetworkId = Store.NewId();
        Host = (Store.NewId(), "SimulatedAgent." + Store.NewId());
        Root = AddDomain("ROOT");
        Networks.AddOfferings(this);
    }

    public SimulatorOptions Options { get; }

    public TimeProvider Clock { get; }

    public Random Random { get; }

    public EntityStore Store { get; }

    public JobTable Jobs { get; }

    public SessionTable Sessions { get; }

    public EventHub Events { get; }

    public WebhookTable Webhooks { get; }

    public IEnumerable<SimulatorUser> Users => _usersByKey.Values;

    public ServedCatalog Catalog { get; } = new();

    public Domain Root { get; }

    public ManagementServers Servers { get; }

    public string ManagementServerId => Servers.Current.Id;

    /// <summary>The physical network under all networks.</summary>
    public string PhysicalNetworkId { get; }

    /// <summary>The host that all machines run on.</summary>
    public (string Id, string Name) Host { get; }

    /// <summary>Global settings that were changed through the API.</summary>
    public Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal);

    public bool InMaintenance { get; set; }

    /// <summary>The time of the event that is being processed; an event that was due earlier takes place at its own time.</summary>
    public DateTimeOffset? EventTime { get; set; }

    /// <summary>When expired jobs were last removed.</summary>
    public DateTimeOffset LastCleaning
    {
        get
        {
            long interval = Options.JobCleaningInterval.Ticks;
            return interval == 0 ? Now : Now - TimeSpan.FromTicks(Clock.GetElapsedTime(_started).Ticks % interval);
        }
    }

    /// <summary>A time that changes of the wall clock don't affect.</summary>
    public DateTimeOffset Uptime => DateTimeOffset.UnixEpoch + Clock.GetElapsedTime(_started);

    public DateTimeOffset Now => EventTime ?? Clock.GetUtcNow();

    public SimulatorUser? FindByKey(string apiKey) => _usersByKey.GetValueOrDefault(apiKey);

    public IEnumerable<Account> Accounts => _accounts.Values;

    public Account? FindAccount(Domain domain, string name) => _accounts.GetValueOrDefault((domain.Path, name));

    public Domain? FindDomainByPath(string path) => _domains.GetValueOrDefault(path);

    /// <summary>Finds a domain by its UUID or internal number.</summary>
    public Domain? FindDomainAnyId(string id) => _domains.Values.FirstOrDefault(
        d => d.Id == id || d.Number.ToString(CultureInfo.InvariantCulture) == id);

    public Domain? FindDomain(string id) => _domains.Values.FirstOrDefault(d => d.Id == id);

    public SimulatorUser AddUser(string name, string accountName, SimulatorRole role, string domainPath, string? apiKey, string? secretKey, string? password)
    {
        Domain domain = AddDomain(domainPath);
        if (!_accounts.TryGetValue((domain.Path, accountName), out Account? account))
        {
            account = AddAccount(accountName, role, domain);
        }
        else if (account.Role != role)
        {
            throw new ArgumentException($"The account {accountName} exists with the role {account.Role}.", nameof(role));
        }

        string id = Store.NewId();
        var user = new SimulatorUser(id, Store.All("UserResponse").Count + 1, name, account, apiKey ?? NewKey(), secretKey ?? NewKey(), password ?? NewText(12));
        if (!_usersByKey.TryAdd(user.ApiKey, user))
        {
            throw new ArgumentException("The API key belongs to another user.", nameof(apiKey));
        }

        Store.Add("UserResponse", account, new ApiObject
        {
            { "id", id }, { "username", name }, { "firstname", name }, { "lastname", "User" }, { "email", name + "@example.org" },
            { "created", Now }, { "state", "enabled" }, { "account", account.Name }, { "accounttype", (int)role },
            { "usersource", "native" }, { "roletype", RoleType(role) }, { "domainid", domain.Id }, { "domain", domain.Name },
            { "apikey", user.ApiKey }, { "accountid", account.Id }, { "iscallerchilddomain", false },
            { "isdefault", role == SimulatorRole.RootAdmin }, { "is2faenabled", false }, { "is2famandated", false }, { "apikeyaccess", "INHERIT" },
        });
        return user;
    }

    /// <summary>Creates the id of an event. Event ids have their own generator, so that listening changes no other ids.</summary>
    public string NewEventId()
    {
        Span<byte> bytes = stackalloc byte[16];
        _eventRandom.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }

    public string NewText(int length)
    {
        const string Letters = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789";
        return string.Create(length, Random, static (span, random) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                span[i] = Letters[random.Next(Letters.Length)];
            }
        });
    }

    public Entity AddZone(string name) => Store.Add("ZoneResponse", null, new ApiObject
    {
        { "id", Store.NewId() }, { "name", name }, { "dns1", "10.147.28.6" }, { "internaldns1", "10.147.28.6" },
        { "guestcidraddress", "10.1.1.0/24" }, { "networktype", "Advanced" }, { "securitygroupsenabled", false }, { "gputotal", 0L },
        { "gpuused", 0L }, { "allocationstate", "Enabled" }, { "zonetoken", Store.NewId() }, { "dhcpprovider", "VirtualRouter" },
        { "localstorageenabled", false }, { "tags", Array.Empty<ApiObject>() }, { "allowuserspecifyvrmtu", false },
        { "routerprivateinterfacemaxmtu", 1500 }, { "routerpublicinterfacemaxmtu", 1500 }, { "type", "Core" },
        { "isnsxenabled", false }, { "ismultiarch", false }, { "asnrange", string.Empty }, { "routedmodeenabled", true }, { "hasannotations", false },
    });

    public Entity AddServiceOffering(string name, int cpus, int megahertz, int megabytes) => Store.Add("ServiceOfferingResponse", null, new ApiObject
    {
        { "id", Store.NewId() }, { "name", name }, { "state", "Active" }, { "displaytext", name }, { "cpunumber", cpus },
        { "cpuspeed", megahertz }, { "memory", megabytes }, { "created", Now }, { "storagetype", "shared" }, { "provisioningtype", "thin" },
        { "offerha", false }, { "limitcpuuse", false }, { "isvolatile", false }, { "issystem", false }, { "defaultuse", false },
        { "iscustomized", false }, { "rootdisksize", 0L }, { "dynamicscalingenabled", true }, { "diskofferingstrictness", false },
        { "diskofferingid", Store.NewId() }, { "diskofferingname", name }, { "diskofferingdisplaytext", name }, { "encryptroot", false },
        { "hasannotations", false },
    });

    public Entity AddTemplate(string name, bool passwordEnabled) => Store.Add("TemplateResponse", null, new ApiObject
    {
        { "id", Store.NewId() }, { "name", name }, { "displaytext", name }, { "ispublic", true }, { "created", Now }, { "isready", true },
        { "passwordenabled", passwordEnabled }, { "format", "QCOW2" }, { "isfeatured", true }, { "crossZones", true },
        { "ostypeid", InitialStock.OperatingSystem(this).Id }, { "ostypename", "Other Linux (64-bit)" }, { "account", "system" }, { "zoneid", string.Empty },
        { "zonename", string.Empty }, { "status", "Download Complete" }, { "size", 2147483648L }, { "physicalsize", 2147483648L },
        { "templatetype", "BUILTIN" }, { "hypervisor", "Simulator" }, { "domain", Root.Name }, { "domainpath", Root.Path },
        { "domainid", Root.Id }, { "isextractable", false }, { "checksum", string.Empty }, { "details", new ApiObject() }, { "arch", "x86_64" },
        { "bits", 0 }, { "sshkeyenabled", false }, { "isdynamicallyscalable", false }, { "directdownload", false }, { "deployasis", false },
        { "forcks", false }, { "requireshvm", true }, { "tags", Array.Empty<ApiObject>() }, { "hasannotations", false },
    });

    public Entity AddNetwork(Account owner, Entity zone, string name)
    {
        Entity network = NewNetwork(owner, zone, name);
        Networks.Complete(this, network, owner);
        return network;
    }

    private Entity NewNetwork(Account owner, Entity zone, string name) => Store.Add(Networks.Kind, owner, new ApiObject
    {
        { "id", Store.NewId() }, { "name", name }, { "displaytext", name }, { "broadcastdomaintype", "Vlan" }, { "traffictype", "Guest" },
        { "gateway", "10.1.1.1" }, { "netmask", "255.255.255.0" }, { "cidr", "10.1.1.0/24" }, { "zoneid", zone.Id }, { "zonename", zone.Name },
        { "state", "Allocated" }, { "type", "Isolated" }, { "acltype", "Account" }, { "account", owner.Name }, { "domainid", owner.Domain.Id },
        { "domain", owner.Domain.Name }, { "domainpath", owner.Domain.Path }, { "issystem", false }, { "restartrequired", false },
        { "specifyipranges", false }, { "canusefordeploy", true }, { "ispersistent", false }, { "tags", Array.Empty<ApiObject>() },
        { "created", Now }, { "hasannotations", false },
    });

    public void Seed()
    {
        AddZone("zone-1");
        AddZone("zone-2");
        AddServiceOffering("Small Instance", 1, 500, 512);
        AddServiceOffering("Medium Instance", 1, 1000, 1024);
        AddServiceOffering("Large Instance", 4, 2000, 8192);
        AddTemplate("Debian 12 (64-bit)", passwordEnabled: false);
        AddTemplate("Ubuntu 24.04 (64-bit), password enabled", passwordEnabled: true);
        AddTemplate("Rocky Linux 9 (64-bit)", passwordEnabled: false);
        InitialStock.Add(this);
    }

    private static string RoleType(SimulatorRole role) => role switch
    {
        SimulatorRole.RootAdmin => "Admin",
        SimulatorRole.DomainAdmin => "DomainAdmin",
        _ => "User",
    };

    private string NewKey() => NewText(86);

    private Account AddAccount(string name, SimulatorRole role, Domain domain)
    {
        var account = new Account(Store.NewId(), _accounts.Count + 2, name, role, domain);
        _accounts[(domain.Path, name)] = account;
        Store.Add("AccountResponse", account, new ApiObject
        {
            { "id", account.Id }, { "name", name }, { "accounttype", (int)role }, { "roletype", RoleType(role) }, { "domainid", domain.Id },
            { "domain", domain.Name }, { "domainpath", domain.Path }, { "vmlimit", "Unlimited" },
            { "vmtotal", 0L }, { "vmavailable", "Unlimited" }, { "created", Now }, { "state", "enabled" }, { "isdefault", role == SimulatorRole.RootAdmin },
        });
        return account;
    }

    private Domain AddDomain(string path)
    {
        path = path.Trim('/');
        string full = path == "ROOT" || path.StartsWith("ROOT/", StringComparison.Ordinal) ? path : "ROOT/" + path;
        if (_domains.TryGetValue(full, out Domain? known))
        {
            return known;
        }

        int slash = full.LastIndexOf('/');
        Domain? parent = slash < 0 ? null : AddDomain(full[..slash]);
        var domain = new Domain(Store.NewId(), _domains.Count + 1, full[(slash + 1)..], full);
        _domains[full] = domain;
        Store.Add("DomainResponse", null, new ApiObject
        {
            { "id", domain.Id }, { "name", domain.Name }, { "level", full.Count(static c => c == '/') }, { "parentdomainid", parent?.Id },
            { "parentdomainname", parent?.Name }, { "haschild", false }, { "path", full }, { "state", "Active" },
            { "created", Now }, { "networkdomain", string.Create(CultureInfo.InvariantCulture, $"cs{domain.Number}cloud.internal") },
        });
        return domain;
    }
}
