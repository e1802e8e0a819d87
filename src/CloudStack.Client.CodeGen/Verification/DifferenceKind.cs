namespace CloudStack.Client.CodeGen.Verification;

/// <summary>What differs between a server and a catalog.</summary>
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
