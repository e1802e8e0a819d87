namespace CloudStack.Client.SourceGenerator;

/// <summary>The names of the contract that generated code is written against.</summary>
internal static class KnownNames
{
    public const string Namespace = "CloudStack.Client";
    public const string GenerationNamespace = "CloudStack.Client.Generation";
    public const string RefitNamespace = "Refit";
    public const string ModelAttribute = "CloudStack.Client.CloudStackModelAttribute";

    public const string Client = "global::CloudStack.Client.";
    public const string Generation = "global::CloudStack.Client.Generation.";

    /// <summary>The first argument of every <c>GeneratedCode</c> attribute; also tells generated writers from others.</summary>
    public const string Tool = "CloudStack.Client.SourceGenerator";

    public static readonly string ToolVersion = typeof(KnownNames).Assembly.GetName().Version.ToString(3);
}
