using CloudStack.Simulator;

namespace CustomApi;

/// <summary>A plug-in of the simulated server: racks, which CloudStack itself doesn't have.</summary>
internal static class RackPlugin
{
    private static readonly SimulatorField[] Fields =
    [
        new("id", Description: "the ID of the rack"),
        new("name", Description: "the name of the rack"),
        new("room", Description: "the room that the rack stands in"),
        new("unitsfree", "integer", "the number of units that are free"),
        new("lastmoved", "date", "when the rack was moved"),
    ];

    public static void AddTo(SimulatorEngine engine)
    {
        Dictionary<string, Dictionary<string, object?>> racks = new[] { Rack("r1", "east", 12), Rack("r2", "east", 0), Rack("r3", "west", 30) }
            .ToDictionary(rack => (string)rack["id"]!);
        engine.AddCommand(new SimulatorCommand("listRacks")
        {
            ObjectName = "rack",
            Description = "Lists racks",
            Since = "4.23.0",
            Parameters = [new("room", Description: "list racks of this room"), new("page", "integer"), new("pagesize", "integer")],
            Fields = Fields,
            Execute = call => racks.Values.Where(rack => call.Parameters.GetValueOrDefault("room") is not { } room || room.Equals(rack["room"])),
        });
        engine.AddCommand(new SimulatorCommand("moveRack")
        {
            IsAsync = true,
            ObjectName = "rack",
            Description = "Moves a rack to another room",
            Since = "4.23.0",
            Parameters = [new("id", "uuid", IsRequired: true, "the ID of the rack"), new("room", IsRequired: true, Description: "the room to move it to")],
            Fields = Fields,
            Execute = call =>
            {
                Dictionary<string, object?> rack = racks[call.Parameters["id"]];
                rack["room"] = call.Parameters["room"];
                rack["lastmoved"] = call.Now;
                return [rack];
            },
        });
    }

    private static Dictionary<string, object?> Rack(string id, string room, int unitsFree) =>
        new() { ["id"] = id, ["name"] = "rack " + id[1..], ["room"] = room, ["unitsfree"] = unitsFree };
}
