using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace CloudStack.Client.SourceGenerator.Shapes;

internal static class EquatableArray
{
    public static EquatableArray<T> From<T>(IEnumerable<T> items)
        where T : IEquatable<T> => new(items.ToImmutableArray());
}
