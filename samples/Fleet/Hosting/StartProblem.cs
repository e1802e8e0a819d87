namespace Fleet.Hosting;

/// <summary>Why the program cannot start, in one line for its user.</summary>
internal sealed class StartProblem(string message) : Exception(message);
