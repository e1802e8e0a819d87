namespace CloudStack.Simulator;

/// <summary>A difference from the declared answer of a command: one field of each of its objects becomes another.</summary>
internal sealed record AnswerChange(string Field, Func<object?, object?> Convert)
{
    /// <summary>Changes the objects of an answer, or the answer itself where its envelope holds the fields directly.</summary>
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
