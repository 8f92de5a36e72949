using Chutan.Market;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Simulation.Report;

/// <summary>守恒声明: for each unit class, everything issued is held, surrendered, cancelled or expired; the money in
/// accounts and fees is the money at the bank, by the bank's own books.</summary>
internal static class Conservation
{
    /// <param name="expired">Expired so far by kind and vintage, as the answers told; those units lie in the account of
    /// the cancelled.</param>
    public static ConservationStatement Of(MarketState state, long atBankFen,
        IReadOnlyDictionary<(UnitKind Kind, Vintage Vintage), long> expired)
    {
        var registry = state.Registry;
        var (held, surrendered, cancelled) = (new Totals(), new Totals(), new Totals());
        foreach (var account in registry.Accounts)
            foreach (var lot in registry.Lots(account.Id))
            {
                var where = account.Id == registry.Surrendered ? surrendered
                    : account.Id == registry.Cancelled ? cancelled
                    : held;
                where.Add(lot);
            }
        var classes = held.Keys.Concat(surrendered.Keys).Concat(cancelled.Keys).Distinct()
            .OrderBy(c => c.Kind).ThenBy(c => c.Vintage);
        var assets = ImmutableArray.CreateBuilder<AssetRow>();
        foreach (var unit in classes)
        {
            var (issued, lapsed) = (registry.Issued(unit.Kind, unit.Vintage).Count, expired.GetValueOrDefault(unit));
            var voluntary = cancelled.Of(unit) - lapsed;
            assets.Add(new AssetRow(Name(unit.Kind, unit.Vintage), issued, held.Of(unit), surrendered.Of(unit),
                voluntary, lapsed,
                voluntary >= 0 && issued == held.Of(unit) + surrendered.Of(unit) + voluntary + lapsed));
        }
        var participants = state.Clearing.Accounts.Sum(a => a.Balance.Fen);
        var fees = state.Clearing.House.Total.Fen;
        var cash = new CashRow(participants, fees, atBankFen,
            participants + fees == atBankFen && state.Clearing.BankTotal.Fen == atBankFen);
        var holds = cash.Holds && assets.All(a => a.Holds) && Invariants.CheckAll(state) is null;
        return new ConservationStatement(holds, assets.ToImmutable(), cash);
    }

    private static UnitClassName Name(UnitKind kind, Vintage vintage) => kind switch
    {
        UnitKind.Allowance => new("allowance", vintage.Year, new($"{vintage.Year}年度配额", $"Allowance {vintage.Year}")),
        UnitKind.Ccer => new("ccer", vintage.Year, new($"核证自愿减排量 {vintage.Year}", $"CCER {vintage.Year}")),
        UnitKind.InclusionReduction =>
            new("inclusion", vintage.Year, new($"碳普惠减排量 {vintage.Year}", $"Inclusion reduction {vintage.Year}")),
        _ => new("ccus", vintage.Year, new($"CCUS 减排量 {vintage.Year}", $"CCUS reduction {vintage.Year}")),
    };

    private sealed class Totals
    {
        private readonly Dictionary<(UnitKind Kind, Vintage Vintage), long> sums = [];

        public IEnumerable<(UnitKind Kind, Vintage Vintage)> Keys => sums.Keys;
        public long Of((UnitKind Kind, Vintage Vintage) unit) => sums.GetValueOrDefault(unit);

        public void Add(Lot lot)
        {
            var key = (lot.Attributes.Kind, lot.Attributes.Vintage);
            sums[key] = sums.GetValueOrDefault(key) + lot.Block.Count;
        }
    }
}
