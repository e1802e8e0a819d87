namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>What a command method returns.</summary>
internal enum ReturnForm
{
    /// <summary><c>Task</c></summary>
    Nothing,

    /// <summary><c>Task&lt;T&gt;</c></summary>
    Object,

    /// <summary><c>Task&lt;IReadOnlyList&lt;T&gt;&gt;</c></summary>
    List,

    /// <summary><c>Task&lt;JobHandle&gt;</c></summary>
    Handle,

    /// <summary><c>Task&lt;JobHandle&lt;T&gt;&gt;</c></summary>
    TypedHandle,

    /// <summary><c>PagedQuery&lt;T&gt;</c></summary>
    Query,
}
