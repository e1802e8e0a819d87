using CloudStack.Simulator;

namespace OwnCommands;

/// <summary>One rack on a simulated server, and its commands.</summary>
internal static class RackPlugin
{
    public static void AddTo(SimulatorEngine engine, string name)
    {
        Dictionary<string, object?> rack = new() { ["id"] = "r1", ["name"] = name, ["room"] = "east", ["unitsfree"] = 12 };
        engine.AddCommand(new SimulatorCommand("listRacks")
        {
            ObjectName = "rack",
            Execute = call => rack["room"]!.Equals(call.Parameters.GetValueOrDefault("room") ?? rack["room"]) ? [rack] : [],
        });
        engine.AddCommand(new SimulatorCommand("renameRack") { ObjectName = "rack", Execute = call => Change(call, "name") });
        engine.AddCommand(new SimulatorCommand("moveRack") { ObjectName = "rack", IsAsync = true, Execute = call => Change(call, "room") });

        IEnumerable<Dictionary<string, object?>> Change(SimulatorCommandCall call, string field)
        {
            rack[field] = call.Parameters[field];
            return [rack];
        }
    }
}
