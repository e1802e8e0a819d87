namespace CloudStack.Simulator;

/// <summary>The objects that every server has from the start, besides zones, service offerings and templates.</summary>
internal static class InitialStock
{
    private static readonly (string Name, string Text, long Gibibytes)[] Disks =
        [("Small", "Small Disk, 5 GB", 5), ("Medium", "Medium Disk, 20 GB", 20), ("Large", "Large Disk, 100 GB", 100), ("Custom", "Custom Disk", 0)];

    private static readonly string[] AffinityTypes =
        ["host affinity", "host anti-affinity", "non-strict host affinity", "non-strict host anti-affinity"];

    public static void Add(Cloud cloud)
    {
        foreach ((string name, string text, long size) in Disks)
        {
            cloud.Store.Add("DiskOfferingResponse", null, new ApiObject
            {
                { "id", cloud.Store.NewId() }, { "name", name }, { "state", "Active" }, { "displaytext", text }, { "disksize", size },
                { "created", cloud.Now }, { "iscustomized", size == 0 }, { "storagetype", "shared" }, { "provisioningtype", "thin" },
                { "displayoffering", true }, { "disksizestrictness", false }, { "encrypt", false }, { "hasannotations", false },
            });
        }

        foreach (string type in AffinityTypes)
        {
            cloud.Store.Add("AffinityGroupTypeResponse", null, new ApiObject { { "type", type } });
        }

        cloud.Store.Add("HypervisorResponse", null, new ApiObject { { "name", "Simulator" } });
        cloud.Store.Add("VpcOfferingResponse", null, new ApiObject
        {
            { "id", cloud.Store.NewId() }, { "name", "Default VPC offering" }, { "displaytext", "Default VPC offering" }, { "created", cloud.Now },
            { "isdefault", true }, { "state", "Enabled" }, { "service", Array.Empty<ApiObject>() }, { "distributedvpcrouter", false },
            { "supportsregionLevelvpc", false }, { "fornsx", false }, { "internetprotocol", "IPv4" }, { "specifyasnumber", false }, { "conservemode", false },
        });
    }

    /// <summary>The operating system of templates that don't specify one.</summary>
    public static Entity OperatingSystem(Cloud cloud) => cloud.Store.All("GuestOSResponse") is [Entity known, ..]
        ? known
        : cloud.Store.Add("GuestOSResponse", null, new ApiObject
        {
            { "id", cloud.Store.NewId() }, { "oscategoryid", cloud.Store.NewId() }, { "oscategoryname", "Other" }, { "name", "Other Linux (64-bit)" },
            { "description", "Other Linux (64-bit)" }, { "isuserdefined", false }, { "fordisplay", true },
        });
}
