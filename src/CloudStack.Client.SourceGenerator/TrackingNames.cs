namespace CloudStack.Client.SourceGenerator;

/// <summary>The names of the generator's steps, for tests that check whether a step ran again.</summary>
internal static class TrackingNames
{
    public const string PlainMethods = "CloudStack.PlainMethods";
    public const string Requests = "CloudStack.Requests";
    public const string RequestShapes = "CloudStack.RequestShapes";
    public const string Models = "CloudStack.Models";
    public const string ModelShapes = "CloudStack.ModelShapes";
    public const string AmbiguousHints = "CloudStack.AmbiguousHints";
}
