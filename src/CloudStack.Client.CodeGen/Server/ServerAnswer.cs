using System.Text.Json;

namespace CloudStack.Client.CodeGen.Server;

/// <summary>What a server said to a command.</summary>
internal sealed record ServerAnswer
{
    public required int Status { get; init; }

    /// <summary>What the envelope holds; undefined if the answer could not be read.</summary>
    public JsonElement Content { get; init; }

    /// <summary>Why the answer could not be read; null if it could.</summary>
    public string? Unreadable { get; init; }

    public bool IsError => Status != 200;

    /// <summary>The server's words for an error, or why there are none.</summary>
    public string ErrorText => Unreadable
        ?? (Content.ValueKind == JsonValueKind.Object && Content.TryGetProperty("errortext", out JsonElement text) ? JsonValues.Text(text) : "no text");
}
