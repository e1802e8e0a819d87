using System;
using CloudStack.Client.SourceGenerator.Diagnostics;

namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>
/// The result of reading one declaration: the shape to generate (null if nothing useful can be generated) and the diagnostics.
/// The two are separated early, so that a moved line regenerates nothing.
/// </summary>
internal sealed record ParseResult<TShape>(TShape? Shape, EquatableArray<DiagnosticInfo> Diagnostics)
    where TShape : class, IEquatable<TShape>;
