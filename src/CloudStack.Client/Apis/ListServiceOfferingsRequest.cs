namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>listServiceOfferings</c>.</summary>
public sealed partial class ListServiceOfferingsRequest : CommandRequest
{
    /// <summary>Parameter <c>account</c>.</summary>
    public string? Account { get; init; }

    /// <summary>Parameter <c>cpunumber</c>, since 4.15.</summary>
    public int? CpuNumber { get; init; }

    /// <summary>Parameter <c>cpuspeed</c>, since 4.15.</summary>
    public int? CpuSpeed { get; init; }

    /// <summary>Parameter <c>domainid</c>.</summary>
    public string? DomainId { get; init; }

    /// <summary>Parameter <c>encryptroot</c>, since 4.18.</summary>
    public bool? EncryptRoot { get; init; }

    /// <summary>Parameter <c>gpuenabled</c>, since 4.21.0.</summary>
    public bool? GpuEnabled { get; init; }

    /// <summary>Parameter <c>id</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Parameter <c>isrecursive</c>.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Parameter <c>issystem</c>.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>Parameter <c>keyword</c>.</summary>
    public string? Keyword { get; init; }

    /// <summary>Parameter <c>listall</c>.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Parameter <c>memory</c>, since 4.15.</summary>
    public int? Memory { get; init; }

    /// <summary>Parameter <c>name</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Parameter <c>projectid</c>.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Parameter <c>state</c>, since 4.19.</summary>
    public string? State { get; init; }

    /// <summary>Parameter <c>storagetype</c>, since 4.19.</summary>
    public string? StorageType { get; init; }

    /// <summary>Parameter <c>systemvmtype</c>.</summary>
    public string? SystemVMType { get; init; }

    /// <summary>Parameter <c>templateid</c>, since 4.20.0.</summary>
    public string? TemplateId { get; init; }

    /// <summary>Parameter <c>vgpuprofileid</c>, since 4.21.0.</summary>
    public string? VgpuProfileId { get; init; }

    /// <summary>Parameter <c>virtualmachineid</c>.</summary>
    public string? VirtualMachineId { get; init; }

    /// <summary>Parameter <c>zoneid</c>, since 4.13.</summary>
    public string? ZoneId { get; init; }
}
