namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>Which parameters of a request are set.</summary>
public enum ParameterChoice
{
    All,
    Required,

    /// <summary>The required ones, and null assigned to all others.</summary>
    Nulls,
}
