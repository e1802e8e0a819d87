namespace Fleet.Hosting;

/// <summary>Why the program cannot start or continue, in one line for its user.</summary>
internal sealed class FleetProblem(string message) : Exception(message);
