using System.Collections.Frozen;
using System.Reflection;
using Chutan.Engine.Records;
using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Server.Http;

namespace Chutan.Server.Operations;

/// <summary>One command of the operations desk.</summary>
/// <param name="MayBeEmpty">Texts that may be left empty.</param>
internal sealed record Operation(string Name, Type Command, ImmutableArray<ByAttribute> By,
    FrozenSet<string> MayBeEmpty, IReadOnlyList<OperationField> Fields)
{
    public string Room => Name[..Name.IndexOf('.', StringComparison.Ordinal)];

    /// <summary>Whether a user of this role and with these rights may send it at all; whose affairs it touches is
    /// known only when it is sent.</summary>
    public bool IsFor(Role role, Rights rights) => By.Any(b => b.IsFor(role) && (rights & b.Right) == b.Right);

    /// <summary>Whether such a user may send it for his own organisation only.</summary>
    public bool OwnOnly(Role role) => By.Where(b => b.IsFor(role)).All(b => b.Scope == Scope.Own);
}

/// <summary>业务办理: the commands that have no page of their own and can be filled in as a form. All facts of these
/// commands are what a person knows and writes down: numbers, dates, texts, choices. Not here are the commands of the
/// scheduler, those whose pages add something (a clock, a file, a figure worked out here, a second person), and the
/// list of covered entities, the line-by-line report and the rulebook, which are too large for a form.</summary>
internal static class OperationTable
{
    private static readonly (string Name, string[] MayBeEmpty)[] Rows =
    [
        ("participants.register", ["nameEn", "sector", "city"]),
        ("participants.appoint", []),
        ("participants.change-representative", []),
        ("registry.set-account-status", []),
        ("registry.set-holding-limit", []),
        ("registry.freeze", []),
        ("registry.release", []),
        ("registry.deduct", []),
        ("registry.reverse", []),
        ("registry.cancel", []),
        ("registry.close-account", []),
        ("registry.transfer-chain", []),
        ("clearing.register-bank", []),
        ("clearing.bind-bank-account", []),
        ("clearing.deposit", []),
        ("clearing.withdraw", []),
        ("clearing.transfer-money", []),
        ("allocation.set-cap", []),
        ("allocation.set-sector", []),
        ("allocation.fix-benchmark", []),
        ("allocation.compute-market-factor", []),
        ("allocation.declare-market-factor", []),
        ("allocation.pre-allocate", []),
        ("allocation.determine", []),
        ("allocation.correct", []),
        ("allocation.exclude", []),
        ("allocation.issue-new-entrant", []),
        ("allocation.issue-by-table", []),
        ("allocation.release-reserve", []),
        ("allocation.remove-entity", []),
        ("allocation.file-objection", []),
        ("allocation.decide-objection", []),
        ("compliance.set-deadline", []),
        ("compliance.extend-deadline", []),
        ("compliance.assess", []),
        ("compliance.expire-units", []),
        ("compliance.impose-report-penalty", []),
        ("mrv.return-report", []),
        ("mrv.record-verified", []),
        ("offsets.register-project", ["nameEn"]),
        ("offsets.issue-credits", []),
        ("rulebook.adopt-value", []),
    ];

    /// <summary>In the order in which a reader meets them: room by room.</summary>
    public static ImmutableArray<Operation> All { get; } = Collect();

    private static readonly FrozenDictionary<string, Operation> ByName =
        All.ToFrozenDictionary(o => o.Name, StringComparer.Ordinal);

    public static Operation? Find(string name) => ByName.GetValueOrDefault(name);

    private static ImmutableArray<Operation> Collect()
    {
        var catalogue = WireCatalogue.OfMarket();
        return
        [
            .. Rows.Select(r =>
            {
                var command = catalogue.Find(r.Name)?.Type
                    ?? throw new InvalidOperationException($"No command is called {r.Name}.");
                var empty = r.MayBeEmpty.ToFrozenSet(StringComparer.Ordinal);
                return new Operation(r.Name, command, [.. command.GetCustomAttributes<ByAttribute>(inherit: false)],
                    empty, OperationFields.Of(command, r.Name, empty));
            }),
        ];
    }
}
