namespace CloudStack.Simulator;

/// <summary>The JSON type that a field's value is written as.</summary>
public enum SimulatorWireType
{
    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>A JSON boolean.</summary>
    Boolean,

    /// <summary>A JSON array that contains the value.</summary>
    List,

    /// <summary>A JSON object that contains the value under <c>value</c>.</summary>
    Nested,
}
