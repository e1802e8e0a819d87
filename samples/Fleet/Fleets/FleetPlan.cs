using System.Globalization;
using Fleet.Machines;

namespace Fleet.Fleets;

/// <summary>The desired fleet: how many machines, where, and how many at once.</summary>
/// <param name="Name">The fleet's name.</param>
/// <param name="Machines">The number of machines.</param>
/// <param name="Parallel">How many are worked on at once, across all silos.</param>
/// <param name="ZoneId">The zone of the machines.</param>
/// <param name="OfferingId">Their service offering.</param>
/// <param name="TemplateId">Their template.</param>
[GenerateSerializer, Immutable]
internal sealed record FleetPlan(string Name, int Machines, int Parallel, string ZoneId, string OfferingId, string TemplateId)
{
    /// <summary>The name of a machine, which is also the key of its grain.</summary>
    public string NameOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Name}-{number:0000}");

    public MachineOrder Order(int number) => new(Name, number, NameOf(number), ZoneId, OfferingId, TemplateId);
}
