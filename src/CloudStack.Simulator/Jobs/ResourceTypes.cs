namespace CloudStack.Simulator;

/// <summary>The object types that jobs name.</summary>
internal static class ResourceTypes
{
    private static readonly HashSet<string> Mapped = new(StringComparer.OrdinalIgnoreCase)
    {
        "Volume", "Template", "Iso", "VirtualMachine", "ConsoleProxy", "SystemVm", "DomainRouter", "Snapshot", "Host", "StoragePool",
        "IpAddress", "SecurityGroup", "PhysicalNetwork", "TrafficType", "PhysicalNetworkServiceProvider", "FirewallRule", "Account",
        "User", "StaticRoute", "PrivateGateway", "Counter", "Condition", "AutoScalePolicy", "AutoScaleVmProfile", "AutoScaleVmGroup",
    };

    private static readonly HashSet<string> Unmapped = new(StringComparer.OrdinalIgnoreCase)
    {
        "None", "Backup", "ImageStore", "PortableIpAddress", "GlobalLoadBalancerRule", "LoadBalancerRule", "AffinityGroup",
        "InternalLbVm", "DedicatedGuestVlanRange", "GuestOsCategory", "GuestOs", "GuestOsMapping", "Network", "NetworkAcl",
        "NetworkAclItem", "Project", "Domain", "DiskOffering", "ServiceOffering", "NetworkOffering", "VpcOffering", "BackupOffering",
        "Zone", "Vpc", "Cluster", "Pod", "VmSnapshot", "Role", "VpnCustomerGateway", "ManagementServer", "ObjectStore", "Bucket",
        "QuotaTariff", "KubernetesCluster", "KubernetesSupportedVersion", "SharedFS", "Extension", "ExtensionCustomAction", "KmsKey", "HsmProfile",
    };

    public static bool IsKnown(string type) => Mapped.Contains(type) || Unmapped.Contains(type);

    /// <summary>Whether a job with this type shows its object's id; the server's view maps only these types.</summary>
    public static bool IsMapped(string? type) => type is not null && Mapped.Contains(type);
}
