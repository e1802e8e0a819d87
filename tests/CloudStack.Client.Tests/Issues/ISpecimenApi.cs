using Refit;

namespace CloudStack.Client.Tests.Issues;

internal interface ISpecimenApi
{
    [Get("?command=getSpecimen"), Command("getSpecimen", CommandKind.Read, Flat = true)]
    Task<Specimen> GetSpecimenAsync(CancellationToken cancellationToken = default);

    [Get("?command=getSpecimenWithin")]
    Task<Specimen> GetSpecimenWithinAsync(CancellationToken cancellationToken = default);

    [Get("?command=listSpecimens"), Command("listSpecimens", CommandKind.Read)]
    Task<IReadOnlyList<Specimen>> ListSpecimensAsync(CancellationToken cancellationToken = default);

    [Post("?command=growSpecimen"), Command("growSpecimen", CommandKind.Job)]
    Task<JobHandle<Specimen>> GrowSpecimenAsync(CancellationToken cancellationToken = default);
}
