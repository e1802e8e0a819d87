using System.Text.Json;

namespace CloudStack.Client.CodeGen.Server;

/// <summary>A server's response to a command.</summary>
internal sealed record ServerAnswer
{
    public required int Status { get; init; }

    /// <summary>The content of the envelope; undefined if the response couldn't be read.</summary>
    public JsonElement Content { get; init; }

    /// <summary>Why the response couldn't be read; null if it could.</summary>
    public string? Unreadable { get; init; }

    public bool IsError => Status != 200;

    /// <summary>The server's text for an error, or the reason why there is none.</summary>
    public string ErrorText => Unreadable
        ?? (Content.ValueKind == JsonValueKind.Object && Content.TryGetProperty("errortext", out JsonElement text) ? JsonValues.Text(text) : "no text");
}
