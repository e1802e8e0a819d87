namespace CloudStack.Simulator;

/// <summary>The JSON form that a field's value is written in.</summary>
public enum SimulatorWireType
{
    /// <summary>A JSON string.</summary>
    Text,

    /// <summary>A JSON number.</summary>
    Number,

    /// <summary>A JSON boolean.</summary>
    Boolean,

    /// <summary>A JSON array that holds the value.</summary>
    List,

    /// <summary>A JSON object that holds the value under <c>value</c>.</summary>
    Nested,
}
