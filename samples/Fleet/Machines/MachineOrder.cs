namespace Fleet.Machines;

/// <summary>A requested machine.</summary>
/// <param name="Fleet">The fleet that it belongs to.</param>
/// <param name="Number">Its number in the fleet, from 0.</param>
/// <param name="Name">Its name, which must be unique in the account.</param>
/// <param name="ZoneId">Its zone.</param>
/// <param name="OfferingId">Its service offering.</param>
/// <param name="TemplateId">Its template.</param>
[GenerateSerializer, Immutable]
internal sealed record MachineOrder(string Fleet, int Number, string Name, string ZoneId, string OfferingId, string TemplateId);
