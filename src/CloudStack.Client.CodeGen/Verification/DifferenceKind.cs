namespace CloudStack.Client.CodeGen.Verification;

/// <summary>In what a server differs from a catalog.</summary>
internal enum DifferenceKind
{
    UnknownCommand,
    MissingCommand,
    OtherCommand,
    UnknownParameter,
    MissingParameter,
    OtherParameter,
    UnknownField,
    OtherType,
    OtherAnswer,
}
