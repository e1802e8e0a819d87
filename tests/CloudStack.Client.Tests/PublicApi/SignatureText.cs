using System.Globalization;
using System.Reflection;

namespace CloudStack.Client.Tests.PublicApi;

/// <summary>Types and members written like declarations, with everything that a caller's code depends on.</summary>
internal static class SignatureText
{
    public static string Of(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsAbstract: true } => "abstract class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        IEnumerable<string> parents = Parents(type).Select(TypeName).Order(StringComparer.Ordinal);
        return $"{kind} {type.Namespace}.{TypeName(type)}" + (parents.Any() ? " : " + string.Join(", ", parents) : "") + Constraints(type.GetGenericArguments());
    }

    public static string Of(MemberInfo member) => member switch
    {
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        MethodInfo method => $"{Modifiers(method)}{TypeName(method.ReturnType)} {method.Name}{Generic(method.GetGenericArguments())}({Parameters(method)})"
            + Constraints(method.GetGenericArguments()),
        PropertyInfo property => $"{Modifiers(property.GetAccessors(true)[0])}{Required(property)}{TypeName(property.PropertyType)} {property.Name} {{ {Accessors(property)}}}",
        FieldInfo { IsLiteral: true } constant => $"const {TypeName(constant.FieldType)} {constant.Name} = {Constant(constant.GetRawConstantValue())}",
        FieldInfo field => $"{(field.IsStatic ? "static " : "")}{(field.IsInitOnly ? "readonly " : "")}{TypeName(field.FieldType)} {field.Name}",
        EventInfo @event => $"event {TypeName(@event.EventHandlerType!)} {@event.Name}",
        _ => throw new NotSupportedException($"{member.MemberType} {member.Name}"),
    };

    private static IEnumerable<Type> Parents(Type type)
    {
        IEnumerable<Type> interfaces = type.IsEnum ? [] : type.GetInterfaces();
        return type.BaseType is { FullName: not ("System.Object" or "System.ValueType" or "System.Enum") } parent ? interfaces.Prepend(parent) : interfaces;
    }

    private static string TypeName(Type type)
    {
        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        if (type.IsByRef || type.IsArray)
        {
            return TypeName(type.GetElementType()!) + (type.IsArray ? "[]" : "&");
        }

        string name = (type.IsNested ? TypeName(type.DeclaringType!) + "." : "") + type.Name.Split('`')[0];
        return name == "Nullable" ? TypeName(type.GetGenericArguments()[0]) + "?" : name + Generic(type.GetGenericArguments());
    }

    private static string Generic(Type[] arguments) => arguments.Length == 0 ? "" : $"<{string.Join(", ", arguments.Select(TypeName))}>";

    private static string Constraints(Type[] arguments) => string.Concat(arguments
        .Where(argument => argument.IsGenericParameter)
        .Select(argument => (argument.Name, Text: string.Join(", ", ConstraintsOf(argument))))
        .Where(constraint => constraint.Text.Length > 0)
        .Select(constraint => $" where {constraint.Name} : {constraint.Text}"));

    private static IEnumerable<string> ConstraintsOf(Type argument)
    {
        GenericParameterAttributes attributes = argument.GenericParameterAttributes;
        IEnumerable<string> kinds = new[]
        {
            attributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? "class" : null,
            attributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? "struct" : null,
            attributes.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? "new()" : null,
        }.OfType<string>();
        return kinds.Concat(argument.GetGenericParameterConstraints().Select(TypeName).Order(StringComparer.Ordinal));
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter
        => $"{(parameter.IsOut ? "out " : "")}{TypeName(parameter.ParameterType)} {parameter.Name}"
            + (parameter.HasDefaultValue ? $" = {Constant(parameter.RawDefaultValue)}" : "")));

    private static string Constant(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Modifiers(MethodInfo method) => string.Concat(
        method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "",
        method.IsStatic ? "static " : "",
        method.DeclaringType!.IsInterface ? "" : method switch
        {
            { IsAbstract: true } => "abstract ",
            { IsVirtual: true, IsFinal: false } when (method.Attributes & MethodAttributes.NewSlot) != 0 => "virtual ",
            { IsVirtual: true, IsFinal: false } => "override ",
            _ => "",
        });

    private static string Required(PropertyInfo property)
        => property.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "RequiredMemberAttribute") ? "required " : "";

    private static string Accessors(PropertyInfo property) => string.Concat(
        property.GetMethod is { } get && Surface.IsVisibleMethod(get) ? "get; " : "",
        property.SetMethod is { } set && Surface.IsVisibleMethod(set) ? (IsInit(set) ? "init; " : "set; ") : "");

    private static bool IsInit(MethodInfo set)
        => set.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == "IsExternalInit");
}
