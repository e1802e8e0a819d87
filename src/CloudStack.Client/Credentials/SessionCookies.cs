using System.Net.Http.Headers;

namespace CloudStack.Client;

/// <summary>
/// The cookies of one login. All of them are kept, because load balancers add their own to those of the server. They belong to a
/// single host and path, so only name and value matter.
/// </summary>
internal sealed class SessionCookies
{
    private readonly object _gate = new();
    private readonly List<KeyValuePair<string, string>> _cookies = new(3);
    private string _header = "";

    /// <summary>The value of the <c>Cookie</c> header; empty for none.</summary>
    public string Header
    {
        get
        {
            lock (_gate)
            {
                return _header;
            }
        }
    }

    public IReadOnlyList<string> Secrets
    {
        get
        {
            lock (_gate)
            {
                return [.. _cookies.Select(static cookie => cookie.Value)];
            }
        }
    }

    /// <summary>Adopts the cookies that a response sets. A cookie that it deletes has an empty value.</summary>
    public void Take(HttpResponseHeaders headers)
    {
        if (!headers.TryGetValues("Set-Cookie", out IEnumerable<string>? lines))
        {
            return;
        }

        lock (_gate)
        {
            foreach (string line in lines)
            {
                ReadOnlySpan<char> pair = line.AsSpan(0, line.IndexOf(';') is var end and >= 0 ? end : line.Length);
                int equals = pair.IndexOf('=');
                if (equals <= 0)
                {
                    continue;
                }

                string name = pair[..equals].Trim().ToString();
                string value = pair[(equals + 1)..].Trim().ToString();
                _cookies.RemoveAll(cookie => cookie.Key == name);
                if (value.Length > 0)
                {
                    _cookies.Add(new(name, value));
                }
            }

            _header = string.Join("; ", _cookies.Select(static cookie => $"{cookie.Key}={cookie.Value}"));
        }
    }

    /// <summary>Only the number of cookies.</summary>
    public override string ToString()
    {
        lock (_gate)
        {
            return $"{_cookies.Count} cookies";
        }
    }
}
