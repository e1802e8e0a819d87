using System.Text;
using CloudStack.Client.Http;

namespace CloudStack.Client.Interop;

/// <summary>The parameters of a request that other code has built, as the server will combine them from query and form.</summary>
internal sealed class RequestParameters
{
    private static readonly string[] Ours = ["apikey", "signatureversion", "expires", "signature"];

    private readonly List<KeyValuePair<string, string>> _pairs = new(8);
    private readonly string _form;

    private RequestParameters(string query, string? form)
    {
        HasForm = form is not null;
        Query = Take(query);
        _form = Take(form ?? "");
        if (!_pairs.Exists(static pair => pair.Key == "command"))
        {
            throw new InvalidOperationException("The request has no parameter 'command'; CloudStack reads parameters from the query and from a form body.");
        }
    }

    public bool HasForm { get; }

    /// <summary>The query without an earlier signature, otherwise unchanged.</summary>
    public string Query { get; }

    /// <exception cref="InvalidOperationException">The request cannot be signed.</exception>
    public static async Task<RequestParameters> ReadAsync(Uri uri, HttpContent? content, CancellationToken cancellationToken)
    {
        if (!uri.IsAbsoluteUri)
        {
            throw new InvalidOperationException($"The address '{uri}' is relative; set HttpClient.BaseAddress.");
        }

        string? form = null;
        if (content is not null)
        {
            string text = await FormText.ReadAsync(content, cancellationToken).ConfigureAwait(false);
            form = text.Length == 0 ? null : text;
        }

        return new RequestParameters(uri.Query.TrimStart('?'), form);
    }

    /// <summary>Signs all parameters, and returns the new text of the part that receives the signature, form or query.</summary>
    public string Sign(ApiKeyCredentials key, DateTimeOffset expires)
    {
        int own = _pairs.Count;
        RequestSigner.AddSignature(_pairs, key.ApiKey, key.SecretKeyBytes, expires);
        string added = Encoding.ASCII.GetString(JavaFormEncoding.WriteForm(_pairs[own..]));
        string rest = HasForm ? _form : Query;
        return rest.Length == 0 ? added : $"{rest}&{added}";
    }

    /// <summary>Adds the parameters of a text, and returns the text without an earlier signature.</summary>
    private string Take(string text)
    {
        List<string> kept = [];
        foreach ((string name, string value, string piece) in FormText.Parse(text))
        {
            if (Array.Exists(Ours, our => our.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            if (_pairs.Exists(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                throw new InvalidOperationException($"The request has the parameter '{name}' twice; the server accepts each name once.");
            }

            _pairs.Add(new(name, value));
            kept.Add(piece);
        }

        return string.Join('&', kept);
    }
}
