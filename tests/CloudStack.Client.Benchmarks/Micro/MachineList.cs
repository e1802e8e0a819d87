using System.Globalization;
using System.Text;

namespace CloudStack.Client.Benchmarks.Micro;

/// <summary>
/// A response of <c>listVirtualMachines</c> with the fields, in the order and of the kinds, that a 4.23 server sends for a machine
/// with two network cards and a tag. The values are made up; those that differ between machines also differ here.
/// </summary>
internal static class MachineList
{
    private const string Machine = """
        {"id":"{id}","name":"web-{n}","displayname":"web-{n}","account":"shop","userid":"6b3d0c52-97f4-4f1d-8a53-0f1a2c6e7d10","username":"ann","domainid":"a2f6c8de-13b7-4d51-9f60-5a3f1f6f0c21","domain":"sales","domainpath":"ROOT/sales","created":"2026-01-02T03:04:05+0000","lastupdated":"2026-01-02T03:05:10+0000","state":"Running","haenable":false,"zoneid":"0d0a7f5e-5c7c-4d0a-8a39-3d5d8e2b9f32","zonename":"eu-1","hostcontrolstate":"Enabled","templateid":"5f0e9d8c-2b1a-4c3d-9e8f-7a6b5c4d3e43","templatename":"Ubuntu 24.04 (64-bit) server","templatetype":"USER","templateformat":"QCOW2","templatedisplaytext":"Ubuntu 24.04 (64-bit) server","passwordenabled":true,"isos":[],"isomaxcount":1,"serviceofferingid":"c9b8a7f6-e5d4-4c3b-a291-8f7e6d5c4b54","serviceofferingname":"Medium Instance","diskofferingid":"1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c65","diskofferingname":"20 GB","cpunumber":2,"cpuspeed":1000,"memory":2048,"cpuused":"10%","networkkbsread":32768,"networkkbswrite":16384,"diskkbsread":512,"diskkbswrite":1024,"memorykbs":2097152,"memoryintfreekbs":524288,"memorytargetkbs":2097152,"diskioread":77,"diskiowrite":99,"guestosid":"7d6c5b4a-3f2e-4d1c-8b9a-0f1e2d3c4b76","rootdeviceid":0,"rootdevicetype":"ROOT","securitygroup":[],"nic":[{"id":"{nic0}","networkid":"e1d2c3b4-a5f6-4e7d-8c9b-a0f1e2d3c487","networkname":"front","netmask":"255.255.0.0","gateway":"10.1.0.1","ipaddress":"10.1.{ip}","isolationuri":"vlan://183","broadcasturi":"vlan://183","traffictype":"Guest","type":"Isolated","isdefault":true,"macaddress":"02:01:00:f5:{mac}","secondaryip":[],"extradhcpoption":[],"deviceid":"0","enabled":true},{"id":"{nic1}","networkid":"f2e3d4c5-b6a7-4f8e-9dac-b1a2f3e4d598","networkname":"back","netmask":"255.255.0.0","gateway":"10.2.0.1","ipaddress":"10.2.{ip}","isolationuri":"vlan://184","broadcasturi":"vlan://184","traffictype":"Guest","type":"Isolated","isdefault":false,"macaddress":"02:01:00:f6:{mac}","secondaryip":[],"extradhcpoption":[],"deviceid":"1","enabled":true}],"hypervisor":"KVM","ipaddress":"10.1.{ip}","details":{"rootDiskController":"virtio","cpuOvercommitRatio":"2.0"},"readonlydetails":"dataDiskController, rootDiskController","keypairs":"ann","affinitygroup":[],"isdynamicallyscalable":true,"deleteprotection":false,"ostypeid":"7d6c5b4a-3f2e-4d1c-8b9a-0f1e2d3c4b76","osdisplayname":"Ubuntu 24.04 LTS","pooltype":"NetworkFilesystem","receivedbytes":0,"sentbytes":0,"tags":[{"key":"tier","value":"web","resourcetype":"UserVm","resourceid":"{id}","account":"shop","domainid":"a2f6c8de-13b7-4d51-9f60-5a3f1f6f0c21","domain":"sales"}],"hasannotations":false}
        """;

    /// <summary>The bytes of the response.</summary>
    public static byte[] Create(int machines)
    {
        Random random = new(4711);
        IEnumerable<string> items = Enumerable.Range(1, machines).Select(n => new StringBuilder(Machine)
            .Replace("{id}", NewId(random))
            .Replace("{nic0}", NewId(random))
            .Replace("{nic1}", NewId(random))
            .Replace("{n}", n.ToString(CultureInfo.InvariantCulture))
            .Replace("{ip}", string.Create(CultureInfo.InvariantCulture, $"{n / 250}.{(n % 250) + 2}"))
            .Replace("{mac}", string.Create(CultureInfo.InvariantCulture, $"{n / 256:x2}:{n % 256:x2}"))
            .ToString());
        return Encoding.UTF8.GetBytes($$$"""{"listvirtualmachinesresponse":{"count":{{{machines}}},"virtualmachine":[{{{string.Join(',', items)}}}]}}""");
    }

    private static string NewId(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
