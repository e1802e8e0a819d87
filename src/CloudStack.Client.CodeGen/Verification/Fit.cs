namespace CloudStack.Client.CodeGen.Verification;

/// <summary>How a value matches its declared type.</summary>
internal enum Fit
{
    /// <summary>It has the declared JSON type.</summary>
    AsDeclared,

    /// <summary>It has a different type, but the SDK reads it without loss.</summary>
    Readable,

    /// <summary>The SDK reads null, or only a part of it.</summary>
    Lost,
}
