using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Chutan.Market.Tests.Architecture;

/// <summary>One use of a member inside a method body.</summary>
internal sealed record MemberUse(MethodBase By, OpCode Instruction, MemberInfo Member);

/// <summary>
/// What a compiled type refers to: in its declaration, its members' signatures, its locals and the instructions of its
/// method bodies. Constants copied in by the compiler leave no trace and are not seen.
/// </summary>
internal static class CompiledReferences
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static
        | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly ILookup<short, OpCode> Instructions = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToLookup(code => code.Value);

    /// <summary>Every type that <paramref name="type"/> mentions, taken apart: arrays, generics, by-refs.</summary>
    public static IReadOnlySet<Type> TypesOf(Type type)
    {
        var found = new HashSet<Type>();
        Add(type.BaseType);
        foreach (var each in type.GetInterfaces()) Add(each);
        foreach (var each in type.GetCustomAttributesData()) Add(each.AttributeType);
        foreach (var parameter in type.GetGenericArguments().Where(t => t.IsGenericParameter))
            foreach (var each in parameter.GetGenericParameterConstraints()) Add(each);
        foreach (var member in type.GetMembers(Declared).Where(m => m is not Type)) AddSignature(member, full: true);
        foreach (var body in Bodies(type))
            foreach (var local in body.GetMethodBody()?.LocalVariables ?? []) Add(local.LocalType);
        foreach (var use in UsesIn(type))
        {
            Add(use.Member as Type ?? use.Member.DeclaringType);
            AddSignature(use.Member, full: false);
        }
        return found;

        void Add(Type? one)
        {
            if (one is null) return;
            if (one.HasElementType) Add(one.GetElementType());
            else if (one.IsGenericType && !one.IsGenericTypeDefinition)
            {
                found.Add(one.GetGenericTypeDefinition());
                foreach (var each in one.GetGenericArguments()) Add(each);
            }
            else if (!one.IsGenericParameter) found.Add(one);
        }

        void AddSignature(MemberInfo member, bool full)
        {
            if (full)
                foreach (var each in member.GetCustomAttributesData()) Add(each.AttributeType);
            switch (member)
            {
                case FieldInfo field: Add(field.FieldType); break;
                case PropertyInfo property: Add(property.PropertyType); break;
                case EventInfo happening: Add(happening.EventHandlerType); break;
                case MethodBase method:
                    foreach (var parameter in method.GetParameters()) Add(parameter.ParameterType);
                    if (method is MethodInfo { ReturnType: var answer }) Add(answer);
                    if (method.IsGenericMethod)
                        foreach (var each in method.GetGenericArguments()) Add(each);
                    break;
            }
        }
    }

    /// <summary>Every member that the method bodies of <paramref name="type"/> name, with the instruction.</summary>
    public static IEnumerable<MemberUse> UsesIn(Type type) => Bodies(type).SelectMany(UsesIn);

    /// <summary>Every instruction in the method bodies of <paramref name="type"/>.</summary>
    public static IEnumerable<OpCode> InstructionsOf(Type type) =>
        Bodies(type).SelectMany(body => Decode(body).Select(one => one.Code));

    private static IEnumerable<MethodBase> Bodies(Type type) =>
        type.GetMethods(Declared).Concat<MethodBase>(type.GetConstructors(Declared));

    private static IEnumerable<MemberUse> UsesIn(MethodBase body)
    {
        foreach (var (code, token) in Decode(body))
            if (token is { } number && Resolve(body, number) is { } member)
                yield return new MemberUse(body, code, member);
    }

    private static MemberInfo? Resolve(MethodBase body, int token)
    {
        var ofType = body.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null;
        var ofMethod = body.IsGenericMethod ? body.GetGenericArguments() : null;
        return body.Module.ResolveMember(token, ofType, ofMethod);
    }

    private static IEnumerable<(OpCode Code, int? Token)> Decode(MethodBase body)
    {
        var bytes = body.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at < bytes.Length;)
        {
            var value = bytes[at] == 0xFE ? unchecked((short)(0xFE00 | bytes[at + 1])) : bytes[at];
            var code = Instructions[value].Single();
            at += code.Size;
            yield return (code, TokenAt(code, bytes, at));
            at += OperandLength(code, bytes, at);
        }
    }

    private static int? TokenAt(OpCode code, byte[] bytes, int at) => code.OperandType is
        OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType
            ? BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at))
            : null;

    private static int OperandLength(OpCode code, byte[] bytes, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at)),
        _ => 4,
    };
}
