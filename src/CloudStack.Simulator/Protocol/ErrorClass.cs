namespace CloudStack.Simulator;

/// <summary>Values of <c>cserrorcode</c>, which identify the class of the server's exception.</summary>
internal static class ErrorClass
{
    public const int CloudRuntime = 4250;
    public const int InvalidParameterValue = 4350;
    public const int PermissionDenied = 4365;
    public const int Api = 9999;
}
