using System;
using CloudStack.Client.SourceGenerator.Diagnostics;

namespace CloudStack.Client.SourceGenerator.Shapes;

/// <summary>
/// What was read from one declaration: the shape to generate (null if there is nothing sensible to generate) and what is
/// wrong with it. The two part ways early, so that a moved line regenerates nothing.
/// </summary>
internal sealed record ParseResult<TShape>(TShape? Shape, EquatableArray<DiagnosticInfo> Diagnostics)
    where TShape : class, IEquatable<TShape>;
