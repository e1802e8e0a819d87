namespace CloudStack.Client.CodeGen.Verification;

/// <summary>How a value fits the type that is declared for it.</summary>
internal enum Fit
{
    /// <summary>It has the JSON type that is declared.</summary>
    AsDeclared,

    /// <summary>It has another one, and the SDK reads it without loss.</summary>
    Readable,

    /// <summary>The SDK reads null, or only a part.</summary>
    Lost,
}
