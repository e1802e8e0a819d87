using CloudStack.Client.CodeGen.Discovery;

namespace CloudStack.Client.CodeGen.Server;

/// <summary>A server's description of itself.</summary>
/// <param name="Version">Its version; null if it doesn't report one.</param>
/// <param name="Apis">The commands that the caller may send.</param>
internal sealed record ServerDescription(string? Version, IReadOnlyList<ServerApi> Apis)
{
    /// <exception cref="ToolException">The server refuses the request, or its response cannot be read.</exception>
    public static async Task<ServerDescription> ReadAsync(ServerConnection connection, CancellationToken cancellationToken)
    {
        ServerAnswer answer = await connection.CallAsync("listApis", [], cancellationToken).ConfigureAwait(false);
        if (answer.IsError || answer.Unreadable is not null)
        {
            throw new ToolException(answer.Status == 401
                ? $"{connection.Endpoint} refuses the keys: {JsonValues.Plain(answer.ErrorText)}"
                : $"{connection.Endpoint} responds to listApis with HTTP {answer.Status}: {JsonValues.Plain(answer.ErrorText)}. Is it the URL of the API?");
        }

        IReadOnlyList<ServerApi> apis = ApiList.Read(answer.Content, connection.Endpoint.ToString());
        if (!apis.Any(api => api.Name == "listCapabilities"))
        {
            return new ServerDescription(null, apis);
        }

        ServerAnswer capabilities = await connection.CallAsync("listCapabilities", [], cancellationToken).ConfigureAwait(false);
        return new ServerDescription(
            capabilities is { IsError: false, Content.ValueKind: System.Text.Json.JsonValueKind.Object }
                && capabilities.Content.TryGetProperty("capability", out System.Text.Json.JsonElement capability)
                && capability.ValueKind == System.Text.Json.JsonValueKind.Object
                ? JsonValues.Text(capability, "cloudstackversion")
                : null,
            apis);
    }
}
