using Mono.Cecil;
using Mono.Cecil.Cil;

namespace CloudStack.Client.Tests.Layers;

/// <summary>
/// Collects the types of its own assembly that a type references: in its declaration, its members, their code and their attributes.
/// Nested types, including those of lambdas, iterators and asynchronous methods, count for the type around them.
/// </summary>
internal sealed class TypeReferences
{
    private readonly ModuleDefinition _module;
    private readonly HashSet<TypeDefinition> _found = [];

    private TypeReferences(ModuleDefinition module) => _module = module;

    /// <param name="type">A type that isn't nested.</param>
    public static IReadOnlySet<TypeDefinition> Of(TypeDefinition type)
    {
        TypeReferences references = new(type.Module);
        references.AddDefinition(type);
        references._found.Remove(type);
        return references._found;
    }

    private void AddDefinition(TypeDefinition type)
    {
        Add(type.BaseType);
        AddAttributes(type);
        AddTypeParameters(type);
        foreach (InterfaceImplementation contract in type.Interfaces)
        {
            Add(contract.InterfaceType);
            AddAttributes(contract);
        }

        foreach (FieldDefinition field in type.Fields)
        {
            Add(field.FieldType);
            AddAttributes(field);
        }

        foreach (PropertyDefinition property in type.Properties)
        {
            Add(property.PropertyType);
            AddAttributes(property);
        }

        foreach (EventDefinition @event in type.Events)
        {
            Add(@event.EventType);
            AddAttributes(@event);
        }

        foreach (MethodDefinition method in type.Methods)
        {
            AddMethod(method);
        }

        foreach (TypeDefinition nested in type.NestedTypes)
        {
            AddDefinition(nested);
        }
    }

    private void AddMethod(MethodDefinition method)
    {
        AddSignature(method);
        AddAttributes(method);
        AddAttributes(method.MethodReturnType);
        AddTypeParameters(method);
        foreach (ParameterDefinition parameter in method.Parameters)
        {
            AddAttributes(parameter);
        }

        foreach (MethodReference implemented in method.Overrides)
        {
            AddMember(implemented);
        }

        if (method.HasBody)
        {
            AddBody(method.Body);
        }
    }

    private void AddBody(MethodBody body)
    {
        foreach (VariableDefinition local in body.Variables)
        {
            Add(local.VariableType);
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            Add(handler.CatchType);
        }

        foreach (Instruction instruction in body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference type: Add(type); break;
                case MemberReference member: AddMember(member); break;
            }
        }
    }

    private void AddMember(MemberReference member)
    {
        Add(member.DeclaringType);
        switch (member)
        {
            case FieldReference field:
                Add(field.FieldType);
                break;
            case GenericInstanceMethod method:
                AddSignature(method);
                AddAll(method.GenericArguments);
                break;
            case MethodReference method:
                AddSignature(method);
                break;
        }
    }

    private void AddSignature(IMethodSignature method)
    {
        Add(method.ReturnType);
        AddAll(method.Parameters.Select(parameter => parameter.ParameterType));
    }

    private void AddTypeParameters(IGenericParameterProvider owner)
    {
        foreach (GenericParameter parameter in owner.GenericParameters)
        {
            AddAttributes(parameter);
            foreach (GenericParameterConstraint constraint in parameter.Constraints)
            {
                Add(constraint.ConstraintType);
                AddAttributes(constraint);
            }
        }
    }

    private void AddAttributes(ICustomAttributeProvider owner)
    {
        foreach (CustomAttribute attribute in owner.CustomAttributes)
        {
            Add(attribute.AttributeType);
            foreach (CustomAttributeArgument argument in attribute.ConstructorArguments.Concat(attribute.Properties.Concat(attribute.Fields).Select(named => named.Argument)))
            {
                AddArgument(argument);
            }
        }
    }

    private void AddArgument(CustomAttributeArgument argument)
    {
        Add(argument.Type);
        switch (argument.Value)
        {
            case TypeReference type:
                Add(type);
                break;
            case CustomAttributeArgument boxed:
                AddArgument(boxed);
                break;
            case CustomAttributeArgument[] items:
                Array.ForEach(items, AddArgument);
                break;
        }
    }

    private void AddAll(IEnumerable<TypeReference> types)
    {
        foreach (TypeReference type in types)
        {
            Add(type);
        }
    }

    private void Add(TypeReference? type)
    {
        switch (type)
        {
            case null or GenericParameter:
                break;
            case GenericInstanceType generic:
                Add(generic.ElementType);
                AddAll(generic.GenericArguments);
                break;
            case IModifierType modified:
                Add(modified.ModifierType);
                Add(modified.ElementType);
                break;
            case TypeSpecification wrapped:
                Add(wrapped.ElementType);
                break;
            case { } plain when plain.Scope == _module && plain.Resolve() is { } definition:
                _found.Add(Outermost(definition));
                break;
        }
    }

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
