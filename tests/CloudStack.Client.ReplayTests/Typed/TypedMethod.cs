using System.Reflection;
using CloudStack.Client.Generation;
using CloudStack.Client.ReplayTests.Catalog;

namespace CloudStack.Client.ReplayTests.Typed;

/// <summary>A method of one of the client's interfaces, found by the names of the catalog and called by reflection.</summary>
internal sealed class TypedMethod
{
    private static readonly BindingFlags Helpers = BindingFlags.NonPublic | BindingFlags.Static;

    private readonly PropertyInfo _group;
    private readonly MethodInfo _method;
    private readonly MethodInfo? _withoutRequest;

    private TypedMethod(CommandFacts command, PropertyInfo group, MethodInfo method, string? response)
    {
        Command = command;
        _group = group;
        _method = method;
        Response = response;
        Request = method.GetParameters()[0].ParameterType;
        _withoutRequest = typeof(ICloudStackClient).Assembly.GetType($"CloudStack.Client.{group.Name}ApiExtensions")?.GetMethod(method.Name);
    }

    public CommandFacts Command { get; }

    /// <summary>The catalog's name of the response class; null for none.</summary>
    public string? Response { get; }

    public Type Request { get; }

    /// <summary>Whether there is no overload without a request.</summary>
    public bool IsRequestRequired => _withoutRequest is null;

    public MethodInfo Method => _method;

    public Type ReturnType => _method.ReturnType;

    /// <summary>The class of the response, or of one of its items; null for none.</summary>
    public Type? Model => ReturnType.IsGenericType ? Innermost(ReturnType) : null;

    public bool IsQuery => ReturnType.IsGenericType && ReturnType.GetGenericTypeDefinition() == typeof(PagedQuery<>);

    /// <summary>The method of a command, and a second one for the few commands with two response forms.</summary>
    public static IEnumerable<TypedMethod> Of(CommandFacts command)
    {
        yield return Find(command, command.Pascal, command.Response);
        foreach (string response in command.Alternatives.Select(alternative => alternative.Response).Where(other => other != command.Response).Distinct())
        {
            yield return Find(command, $"{command.Pascal}As{ApiFacts.Instance.Class(response).Pascal}", response);
        }
    }

    public static IEnumerable<TypedMethod> All() => ApiFacts.Instance.Commands.SelectMany(Of);

    public CommandRequest NewRequest() => (CommandRequest)Activator.CreateInstance(Request)!;

    /// <summary>Calls the method and collects the result; waits for a job.</summary>
    /// <param name="client">The client.</param>
    /// <param name="request">The request; null for none.</param>
    /// <param name="page">The page to read from a query with pages; null for all pages.</param>
    /// <param name="waits">Whether to wait for a job.</param>
    public async Task<TypedOutcome> RunAsync(CloudStackClient client, CommandRequest? request, (int Number, int Size)? page = null, bool waits = true)
    {
        object api = _group.GetValue(client)!;
        object?[] arguments = [request is null ? api : request, .. IsQuery ? Array.Empty<object?>() : [CancellationToken.None]];
        object returned = (request is null ? _withoutRequest! : _method).Invoke(api, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
        if (IsQuery)
        {
            return await Helper(nameof(OfQueryAsync), ReturnType.GetGenericArguments()[0], returned, page);
        }

        if (!ReturnType.IsGenericType)
        {
            await (Task)returned;
            return new TypedOutcome();
        }

        Type result = ReturnType.GetGenericArguments()[0];
        if (result == typeof(JobHandle))
        {
            JobHandle handle = await (Task<JobHandle>)returned;
            return new TypedOutcome(Handle: handle, Result: waits ? await handle.WaitForCompletionAsync(CancellationToken.None) : null);
        }

        return result.GetGenericTypeDefinitionOrNull() == typeof(JobHandle<>)
            ? await Helper(nameof(OfHandleAsync), result.GetGenericArguments()[0], returned, waits)
            : await Helper(nameof(OfObjectAsync), result, returned);
    }

    public override string ToString() => $"{Command.Name} ({_method.DeclaringType!.Name}.{_method.Name})";

    private static TypedMethod Find(CommandFacts command, string name, string? response)
    {
        PropertyInfo group = typeof(ICloudStackClient).GetProperty(ApiFacts.Instance.ClientProperty(command))
            ?? throw new AssertionException($"The client has no property for {command.Name}.");
        MethodInfo method = group.PropertyType.GetMethod(name + "Async") ?? group.PropertyType.GetMethod(name)
            ?? throw new AssertionException($"{group.PropertyType.Name} has no {name}.");
        return new TypedMethod(command, group, method, response);
    }

    private static Type Innermost(Type type) => type.IsGenericType ? Innermost(type.GetGenericArguments()[0]) : type;

    private static Task<TypedOutcome> Helper(string name, Type argument, params object?[] arguments) =>
        (Task<TypedOutcome>)typeof(TypedMethod).GetMethod(name, Helpers)!.MakeGenericMethod(argument)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    private static async Task<TypedOutcome> OfQueryAsync<T>(PagedQuery<T> query, (int Number, int Size)? page)
        where T : class
    {
        if (page is not { } wanted)
        {
            return new TypedOutcome(Items: await query.ToListAsync());
        }

        Page<T> got = await query.GetPageAsync(wanted.Number, wanted.Size);
        return new TypedOutcome(Items: got.Items, Count: got.TotalCount);
    }

    private static async Task<TypedOutcome> OfHandleAsync<T>(Task<JobHandle<T>> submit, bool waits)
        where T : class, ICloudStackModel<T>
    {
        JobHandle<T> handle = await submit;
        if (!waits)
        {
            return new TypedOutcome(Handle: handle);
        }

        JobResult<T> result = await handle.WaitForCompletionAsync(CancellationToken.None);
        return new TypedOutcome(result.Value, result.Value as IReadOnlyList<object>, Handle: handle, Result: result);
    }

    private static async Task<TypedOutcome> OfObjectAsync<T>(Task<T> answer)
        where T : class
    {
        T value = await answer;
        return new TypedOutcome(value, value as IReadOnlyList<object>);
    }
}
