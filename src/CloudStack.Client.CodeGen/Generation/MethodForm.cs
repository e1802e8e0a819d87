namespace CloudStack.Client.CodeGen.Generation;

/// <summary>What a method gives its caller.</summary>
internal enum MethodForm
{
    /// <summary>A query over a list.</summary>
    Query,

    /// <summary>One object.</summary>
    Object,

    /// <summary>A list as the answer of a change.</summary>
    List,

    /// <summary>Nothing but the end of the call.</summary>
    Nothing,

    /// <summary>The handle of a job.</summary>
    Handle,
}
