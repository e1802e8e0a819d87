namespace QuickStart;

/// <summary>Shows a list and picks from it.</summary>
internal static class Choice
{
    private const int Shown = 5;

    /// <exception cref="UsageException">There is no item, or none of the wanted name.</exception>
    public static T Of<T>(IReadOnlyList<T> items, Func<T, string?> name, string? wanted, string title, string option)
        where T : class
    {
        T? chosen = items.FirstOrDefault(item => wanted is null || name(item) == wanted);
        Console.WriteLine($"\n{title} ({items.Count})");
        foreach (T item in items.Take(Shown).Union(items.Where(item => item == chosen)))
        {
            Console.WriteLine($"  {(item == chosen ? '*' : ' ')} {name(item)}");
        }

        if (items.Count > Shown)
        {
            Console.WriteLine("    …");
        }

        return chosen ?? throw new UsageException(wanted is null
            ? $"{title}: there is none for this account."
            : $"{option}: there is none of this name.");
    }
}
