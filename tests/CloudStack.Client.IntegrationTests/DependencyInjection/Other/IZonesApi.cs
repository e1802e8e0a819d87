using CloudStack.Client.Models;
using Refit;

namespace CloudStack.Client.IntegrationTests.DependencyInjection.Other;

/// <summary>Has the same name as an interface of the SDK.</summary>
public interface IZonesApi
{
    [Get("?command=listUsers")]
    PagedQuery<User> CountUsers();
}
