namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>How a made-up answer writes what the catalog declares.</summary>
public enum AnswerStyle
{
    /// <summary>As declared.</summary>
    Declared,

    /// <summary>Numbers and booleans as text, dates of a server in India, and fields that nobody declared.</summary>
    Texts,

    /// <summary>Texts as bare numbers and booleans, whole numbers in floating point notation.</summary>
    Bare,

    /// <summary>One object where a list is declared, a list where one object is.</summary>
    Shapes,

    /// <summary>Half of the fields.</summary>
    Half,

    /// <summary>The other half, and inner objects without any.</summary>
    OtherHalf,

    /// <summary>Every field, as null.</summary>
    Nulls,
}
