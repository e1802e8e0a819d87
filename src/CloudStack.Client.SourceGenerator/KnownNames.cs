namespace CloudStack.Client.SourceGenerator;

/// <summary>The names of the API that generated code uses.</summary>
internal static class KnownNames
{
    public const string Namespace = "CloudStack.Client";
    public const string GenerationNamespace = "CloudStack.Client.Generation";
    public const string RefitNamespace = "Refit";
    public const string ModelAttribute = "CloudStack.Client.CloudStackModelAttribute";

    public const string Client = "global::CloudStack.Client.";
    public const string Generation = "global::CloudStack.Client.Generation.";

    /// <summary>The first argument of every <c>GeneratedCode</c> attribute; also distinguishes generated writers from others.</summary>
    public const string Tool = "CloudStack.Client.SourceGenerator";

    public static readonly string ToolVersion = typeof(KnownNames).Assembly.GetName().Version.ToString(3);
}
