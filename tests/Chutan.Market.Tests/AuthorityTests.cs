using System.Reflection;
using System.Text;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;
using Chutan.Market.Tests.Registry;
using Chutan.Tests;

namespace Chutan.Market.Tests;

/// <summary>Who may send which command: the printed matrix, and every command tried by those who may not.</summary>
public sealed class AuthorityTests
{
    public static TheoryData<string> Commands => [.. Authority.Matrix.Select(m => m.Command.Name).Order()];

    [Fact]
    public void The_matrix_of_roles_and_commands_is_as_reviewed()
    {
        var text = new StringBuilder("# Who may send which command: role (whose affairs, right needed).\n");
        foreach (var (command, by) in Authority.Matrix.OrderBy(m => WireName(m.Command), StringComparer.Ordinal))
        {
            var cells = by.SelectMany(b => b.Roles.Select(r => (Role: r, By: b))).OrderBy(c => c.Role)
                .Select(c => $"{c.Role}({c.By.Scope}{(c.By.Right == Rights.None ? "" : $", {c.By.Right}")})");
            text.Append($"{WireName(command),-40} {string.Join(' ', cells)}".TrimEnd()).Append('\n');
        }
        Golden.Equal("authority-matrix.txt", text.ToString());
    }

    [Fact]
    public void Every_command_says_who_may_send_it() =>
        Assert.All(Authority.Matrix, m => Assert.True(m.By.Count > 0, $"{m.Command.Name} has no By attribute."));

    [Theory, MemberData(nameof(Commands))]
    public void Nobody_unknown_and_nobody_of_another_role_may_send_it(string name)
    {
        var (type, by) = Find(name);
        var scenario = RegistryMarket.Holding100();
        var command = (Command)Sample(type)!;
        var isOpen = by.SelectMany(b => b.Roles).Contains(Role.Public);
        if (!isOpen) scenario.When(command, Actor.Anonymous).ThenRefused("access.not-permitted");
        scenario.When(command, new Actor(new UserId(999_999), Role.Public)).ThenRefused("access.not-permitted")
            .When(command, new Actor(new UserId(999_999), Role.Authority)).ThenRefused("access.not-permitted")
            .When(command, new Actor(RegistryMarket.VerifierClerk.User, Role.Authority))
                .ThenRefused("access.not-permitted");
        var permitted = by.SelectMany(b => b.Roles).ToHashSet();
        foreach (var actor in Everybody.Where(a => !permitted.Contains(a.Role)))
            scenario.When(command, actor).ThenRefused("access.not-permitted");
    }

    /// <summary>The sample command concerns the ironworks; the paper mill and the fund must not get through.</summary>
    [Theory, MemberData(nameof(Commands))]
    public void Nobody_may_act_on_the_affairs_of_another(string name)
    {
        var (type, by) = Find(name);
        var scenario = RegistryMarket.Holding100();
        foreach (var actor in new[] { RegistryMarket.PaperMillClerk, RegistryMarket.FundManager })
            if (!by.Any(b => b.Scope == Scope.Any && b.Roles.Contains(actor.Role)))
                scenario.When((Command)Sample(type)!, actor).ThenRefused("access.not-permitted");
    }

    private static Actor[] Everybody =>
    [
        Actor.Scheduler, RegistryMarket.Department, RegistryMarket.Registrar, RegistryMarket.Court,
        RegistryMarket.IronworksClerk, RegistryMarket.FundManager, RegistryMarket.VerifierClerk,
    ];

    private static (Type Command, IReadOnlyList<ByAttribute> By) Find(string name) =>
        Authority.Matrix.Single(m => m.Command.Name == name);

    private static string WireName(Type type) => type.GetCustomAttribute<WireAttribute>()?.Name ?? type.Name;

    /// <summary>A value of a type for a command's parameter: empty, zero or the first; accounts and participants are
    /// the
    /// ironworks.</summary>
    private static object? Sample(Type type)
    {
        if (type == typeof(AccountId)) return RegistryMarket.Ironworks;
        if (type == typeof(ParticipantId)) return RegistryMarket.IronworksOwner;
        if (type == typeof(string)) return "";
        if (Nullable.GetUnderlyingType(type) is not null) return null;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return type.GetField("Empty")!.GetValue(null);
        if (type.IsValueType) return Activator.CreateInstance(type);
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        return constructor.Invoke([.. constructor.GetParameters().Select(p => Sample(p.ParameterType))]);
    }
}
