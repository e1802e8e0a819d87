using System.Globalization;

namespace Fleet.Hosting;

/// <summary>What the records of a simulated cloud say about a fleet.</summary>
/// <param name="Once">The number of machines whose command was executed once.</param>
/// <param name="Never">The number whose command was never executed.</param>
/// <param name="Often">The number whose command was executed more than once.</param>
/// <param name="Machines">How many machines exist, requested or not; any surplus are orphans.</param>
internal readonly record struct FleetCount(int Once, int Never, int Often, int Machines)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"executed once {Once}, never {Never}, more than once {Often}; existing machines {Machines}");
}
