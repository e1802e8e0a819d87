namespace CloudStack.Client.CodeGen.Generation;

/// <summary>What a method returns to its caller.</summary>
internal enum MethodForm
{
    /// <summary>A query over a list.</summary>
    Query,

    /// <summary>One object.</summary>
    Object,

    /// <summary>A list as the response to a change.</summary>
    List,

    /// <summary>Nothing; the call only completes.</summary>
    Nothing,

    /// <summary>The handle of a job.</summary>
    Handle,
}
