using System.Reflection;
using CloudStack.Client.ReplayTests.Catalog;
using CloudStack.Client.ReplayTests.Support;
using CloudStack.Client.ReplayTests.Typed;

namespace CloudStack.Client.ReplayTests.Walk;

/// <summary>The empty id, which a model contains if the server sent none, is never sent to a server.</summary>
public sealed class EmptyIdWalkTests
{
    [Test]
    public async Task Every_empty_id_is_refused_by_the_name_of_its_parameter()
    {
        await using TypedCloud cloud = new();
        Problems problems = new();
        int refused = 0;
        foreach (TypedMethod method in TypedMethod.All())
        {
            foreach (ParameterFacts parameter in method.Command.Declared.Where(parameter => parameter.IsId))
            {
                CommandRequest request = FilledRequest.Of(method, ParameterChoice.Required).Request;
                PropertyInfo property = method.Request.GetProperty(parameter.Pascal)!;
                property.SetValue(request, property.PropertyType == typeof(string) ? "" : new[] { "an-id", "" });
                string problem = "nothing was thrown";
                try
                {
                    await cloud.RunAsync(method, request, _ => Answers.EmptyList, waits: false);
                }
                catch (ArgumentException e)
                {
                    problem = e.ParamName ?? "no name";
                    refused++;
                }

                problems.ExpectEqual(method, $"what is said of {parameter.Name}", problem, parameter.WireName);
                problems.ExpectEqual(method, "the number of requests", cloud.Requests.Count, 0);
            }
        }

        problems.AssertNone();
        Assert.That(refused, Is.GreaterThan(1800));
    }
}
