namespace CloudStack.Simulator;

/// <summary>A difference from a command's declared response: converts one field of each of its objects.</summary>
internal sealed record AnswerChange(string Field, Func<object?, object?> Convert)
{
    /// <summary>Changes the objects of a response, or the response itself if its envelope contains the fields directly.</summary>
    public ApiObject Apply(ApiObject content)
    {
        var changed = new ApiObject();
        bool holdsObjects = false;
        foreach ((string name, object value) in content)
        {
            switch (value)
            {
                case ApiObject item:
                    changed.Add(name, ApplyTo(item));
                    holdsObjects = true;
                    break;
                case IEnumerable<ApiObject> items:
                    changed.Add(name, items.Select(ApplyTo).ToList());
                    holdsObjects = true;
                    break;
                default:
                    changed.Add(name, value);
                    break;
            }
        }

        return holdsObjects || content["count"] is not null ? changed : ApplyTo(content);
    }

    private ApiObject ApplyTo(ApiObject item)
    {
        ApiObject copy = item.Copy();
        copy[Field] = Convert(copy[Field]);
        return copy;
    }
}
