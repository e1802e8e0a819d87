namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>How a generated response writes what the catalog declares.</summary>
public enum AnswerStyle
{
    /// <summary>As declared.</summary>
    Declared,

    /// <summary>Numbers and booleans as strings, dates of a server in India, and undeclared fields.</summary>
    Texts,

    /// <summary>Strings as bare numbers and booleans, integers in floating-point notation.</summary>
    Bare,

    /// <summary>One object where a list is declared, and a list where one object is.</summary>
    Shapes,

    /// <summary>Half of the fields.</summary>
    Half,

    /// <summary>The other half, and inner objects without any fields.</summary>
    OtherHalf,

    /// <summary>Every field, as null.</summary>
    Nulls,
}
