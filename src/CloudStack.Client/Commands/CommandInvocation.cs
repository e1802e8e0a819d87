namespace CloudStack.Client.Commands;

/// <summary>Sends requests to a <see cref="CommandHandler"/> without Refit.</summary>
internal static class CommandInvocation
{
    /// <summary>Sends a command and returns what its method returns: null, an object, a list, a handle, or a query.</summary>
    /// <param name="commands">Leads to the handler.</param>
    /// <param name="request">The command.</param>
    /// <param name="extra">Parameters in addition to those of the request; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static async Task<object?> ExecuteAsync(
        this HttpMessageInvoker commands, CommandRequest request, IReadOnlyList<KeyValuePair<string, string>>? extra, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = new() { Content = new CommandContent(request) { Extra = extra } };
        HttpResponseMessage response = await commands.SendAsync(message, cancellationToken).ConfigureAwait(false);
        return ((ResultContent)response.Content).Take();
    }
}
