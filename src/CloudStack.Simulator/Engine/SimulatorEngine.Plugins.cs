namespace CloudStack.Simulator;

// Differences from CloudStack 4.23 that a test requests, as found in forks, plug-ins and other versions.
public sealed partial class SimulatorEngine
{
    /// <summary>Adds a command of a plug-in.</summary>
    /// <param name="command">Its description and behavior.</param>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> is null.</exception>
    /// <exception cref="ArgumentException">The name is already taken, or a parameter has an unknown type.</exception>
    public void AddCommand(SimulatorCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        lock (_sync)
        {
            _cloud.Catalog.Add(command);
        }
    }

    /// <summary>
    /// Removes a command, as on a server without its plug-in: it's answered like any unknown command, and <c>listApis</c> doesn't
    /// show it.
    /// </summary>
    /// <param name="command">The command, in its exact case.</param>
    /// <returns>False if there is no such command.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> is null.</exception>
    public bool RemoveCommand(string command)
    {
        ArgumentNullException.ThrowIfNull(command);
        lock (_sync)
        {
            return _cloud.Catalog.Remove(command);
        }
    }

    /// <summary>
    /// Adds a field to every object in the responses of a command, or in the results of its jobs. <c>listApis</c> doesn't show it.
    /// </summary>
    /// <param name="command">The command, in its exact case.</param>
    /// <param name="field">The field's protocol name.</param>
    /// <param name="value">A text, number, boolean, date, dictionary or list of those; null removes a field.</param>
    /// <exception cref="ArgumentException">There is no such command, or the value has a type that no response can contain.</exception>
    public void AddAnswerField(string command, string field, object? value)
    {
        object? written = PlainValues.ToAnswer(value);
        Change(command, field, new AnswerChange(field, _ => written));
    }

    /// <summary>Writes a field in another JSON type, in the responses of one command or in the results of its jobs.</summary>
    /// <param name="command">The command, in its exact case.</param>
    /// <param name="field">The field's protocol name.</param>
    /// <param name="type">The JSON type; a field without a value is still omitted.</param>
    /// <exception cref="ArgumentException">There is no such command.</exception>
    public void ChangeAnswerFieldType(string command, string field, SimulatorWireType type) =>
        Change(command, field, new AnswerChange(field, value => PlainValues.To(type, value)));

    private void Change(string command, string field, AnswerChange change)
    {
        ArgumentNullException.ThrowIfNull(command);
        ArgumentException.ThrowIfNullOrEmpty(field);
        lock (_sync)
        {
            if (_cloud.Catalog.Find(command) is null)
            {
                throw new ArgumentException($"The server offers no command called {command}.", nameof(command));
            }

            _cloud.Catalog.Change(command, change);
        }
    }
}
