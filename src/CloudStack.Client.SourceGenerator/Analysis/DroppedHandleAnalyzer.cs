using System.Collections.Immutable;
using CloudStack.Client.SourceGenerator.Diagnostics;
using CloudStack.Client.SourceGenerator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace CloudStack.Client.SourceGenerator.Analysis;

/// <summary>
/// Reports calls whose job handle is ignored: the job runs, but its outcome is never known. Only the type of the call matters,
/// not its method; <c>_ = await …</c> states that the outcome doesn't matter.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DroppedHandleAnalyzer : DiagnosticAnalyzer
{
    /// <summary>Libraries that record or check a call instead of making it.</summary>
    private static readonly ImmutableHashSet<string> Mocks = ImmutableHashSet.Create("NSubstitute", "Moq", "FakeItEasy");

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.DroppedHandle);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterOperationAction(
            static operation => Check(operation, CallOf(((IExpressionStatementOperation)operation.Operation).Operation)), OperationKind.ExpressionStatement);
        context.RegisterOperationAction(
            static operation => Check(operation, ReturnedWithoutType((IReturnOperation)operation.Operation)), OperationKind.Return);
    }

    private static void Check(OperationAnalysisContext context, IInvocationOperation? call)
    {
        if (call is not null && !IsForMock(call))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.DroppedHandle, call.Syntax.GetLocation(), call.TargetMethod.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)));
        }
    }

    /// <summary>The call whose handle is the value of an expression, awaited or not; null for anything else, such as a wait for the job.</summary>
    private static IInvocationOperation? CallOf(IOperation? value) => value switch
    {
        IAwaitOperation awaited => CallOf(awaited.Operation),
        IConversionOperation { IsImplicit: true } converted => CallOf(converted.Operand),
        IConditionalAccessOperation access => CallOf(access.WhenNotNull),
        IConditionalOperation choice => CallOf(choice.WhenTrue) ?? CallOf(choice.WhenFalse),
        ICoalesceOperation choice => CallOf(choice.Value) ?? CallOf(choice.WhenNull),
        IInvocationOperation call when IsTaskOfHandle(call.Type) => call,
        IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "GetResult" or "Wait", Instance: { } task } => CallOf(task),
        _ => null,
    };

    /// <summary>
    /// The call whose task a method returns as a plain <c>Task</c>, so that callers can't get the handle. A lambda that returns the
    /// task is excluded, because its user decides what it's for: an assertion that the call throws, a table of calls.
    /// </summary>
    private static IInvocationOperation? ReturnedWithoutType(IReturnOperation returned) =>
        returned is { Kind: OperationKind.Return, ReturnedValue: IConversionOperation { IsImplicit: true, Operand: IInvocationOperation call } conversion }
        && conversion.Type.IsNamed("System.Threading.Tasks", "Task")
        && IsTaskOfHandle(call.Type)
        && FunctionOf(returned) is not IAnonymousFunctionOperation
            ? call
            : null;

    private static bool IsTaskOfHandle(ITypeSymbol? type) =>
        (type.IsNamed("System.Threading.Tasks", "Task", 1) || type.IsNamed("System.Threading.Tasks", "ValueTask", 1))
        && ((INamedTypeSymbol)type!).TypeArguments[0] is var result
        && (result.IsNamed(KnownNames.Namespace, "JobHandle") || result.IsNamed(KnownNames.Namespace, "JobHandle", 1));

    /// <summary>
    /// Whether the call is made on an object that a mocking library returns
    /// (<c>machines.Received().DeployVirtualMachineAsync(…)</c>), or in a lambda or expression tree that is passed to such a library.
    /// </summary>
    private static bool IsForMock(IInvocationOperation call)
    {
        IOperation? target = call.Instance ?? (call.TargetMethod.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        while (target is IPropertyReferenceOperation or IConversionOperation)
        {
            target = (target as IPropertyReferenceOperation)?.Instance ?? (target as IConversionOperation)?.Operand;
        }

        if (target is IInvocationOperation { TargetMethod: { } given } && IsOfMock(given))
        {
            return true;
        }

        for (IOperation? function = FunctionOf(call); function is not null; function = FunctionOf(function))
        {
            if (ArgumentOf(function) is { Parent: IInvocationOperation { TargetMethod: { } taker } } && IsOfMock(taker))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfMock(IMethodSymbol method)
    {
        INamespaceSymbol root = method.ContainingNamespace;
        while (root is { IsGlobalNamespace: false, ContainingNamespace: { IsGlobalNamespace: false } containing })
        {
            root = containing;
        }

        return Mocks.Contains(root.Name);
    }

    /// <summary>The lambda or local function around an operation; null if there is none.</summary>
    private static IOperation? FunctionOf(IOperation operation)
    {
        IOperation? current = operation.Parent;
        while (current is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            current = current.Parent;
        }

        return current;
    }

    /// <summary>The argument that a lambda is passed as; null if it isn't an argument.</summary>
    private static IArgumentOperation? ArgumentOf(IOperation function)
    {
        IOperation? current = function.Parent;
        while (current is IDelegateCreationOperation or IConversionOperation)
        {
            current = current.Parent;
        }

        return current as IArgumentOperation;
    }
}
