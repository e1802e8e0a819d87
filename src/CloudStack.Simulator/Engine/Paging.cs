using System.Globalization;

namespace CloudStack.Simulator;

/// <summary>Cuts a page out of a list, or refuses invalid page numbers.</summary>
internal static class Paging
{
    /// <summary>Creates the content of a list's envelope.</summary>
    public static CommandAnswer Answer(CommandContext context, string objectName, IEnumerable<ApiObject> items) =>
        Answer(context, objectName, items, static item => item);

    /// <summary>Creates the content of a list's envelope, and converts only the items on the page.</summary>
    public static CommandAnswer Answer<T>(CommandContext context, string objectName, IEnumerable<T> items, Func<T, ApiObject> show)
    {
        (int skip, int take) = Read(context);
        var all = items.ToList();
        var content = new ApiObject();
        if (all.Count > 0)
        {
            content.Add("count", all.Count);
            var page = all.Skip(skip).Take(take).Select(show).ToList();
            content.Add(objectName, page.Count > 0 ? page : null);
        }

        return CommandAnswer.Flat(content);
    }

    private static (int Skip, int Take) Read(CommandContext context)
    {
        int max = context.Cloud.Options.MaxPageSize;
        int? page = context.Int("page");
        int? size = context.Int("pagesize");
        if (size == -1)
        {
            return page is null ? (0, int.MaxValue) : throw ApiError.Value("Can't specify page parameter when pagesize is -1 (Unlimited)");
        }

        if (size > max)
        {
            throw ApiError.Value(string.Create(CultureInfo.InvariantCulture, $"Page size can't exceed max allowed page size value: {max}"));
        }

        return (page, size) switch
        {
            (null, null) => (0, max),
            (null, _) => throw ApiError.Parameter("\"page\" parameter is required when \"pagesize\" is specified"),
            (_, null) => throw ApiError.Parameter("\"pagesize\" parameter is required when \"page\" is specified"),
            var (p, s) => ((int)Math.Min(int.MaxValue, (Math.Max(1L, p.Value) - 1) * s.Value), Math.Max(0, s.Value)),
        };
    }
}
