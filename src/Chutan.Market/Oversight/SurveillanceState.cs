using static Chutan.Market.Oversight.StabilitySnapshot;

namespace Chutan.Market.Oversight;

/// <summary>What one account bought and sold of one instrument in a month.</summary>
public readonly record struct AccountMonth(string Instrument, int Year, int Month, AccountId Account, Tonnes Bought,
    Tonnes Sold, Money BoughtFor, Money SoldFor);

/// <summary>The days the surveillance looks back on, the months of the statistics, and the alerts.</summary>
public sealed class SurveillanceState
{
    /// <summary>Most days looked back on.</summary>
    public const int LongestWindow = 60;

    private readonly SortedDictionary<string, List<DayWatched>> days = new(StringComparer.Ordinal);
    private readonly List<Alert> alerts = [];
    private readonly SortedDictionary<(int Year, int Month, AccountId Account, int Instrument), AccountMonth> months =
        [];
    private readonly List<string> instruments = [];

    /// <summary>The last day reviewed; null before the first.</summary>
    public LocalDate? LastDay { get; private set; }

    /// <summary>The last days watched of an instrument, earliest first.</summary>
    public IReadOnlyList<DayWatched> DaysOf(string instrument) => days.GetValueOrDefault(instrument) ?? [];

    public IReadOnlyList<Alert> Alerts => alerts;

    /// <summary>Every account's trading by month and instrument.</summary>
    public IReadOnlyCollection<AccountMonth> Months => months.Values;

    public Alert? Find(int number) => number >= 1 && number <= alerts.Count ? alerts[number - 1] : null;

    internal void Apply(SurveillanceEvent happened)
    {
        switch (happened)
        {
            case DayWatched e: Watch(e); break;
            case AlertRaised e:
                alerts.Add(new Alert(e.Alert, e.Instrument, e.Detector, e.Date, e.From, e.Accounts, e.Orders, e.Trades,
                    e.Figures, AlertStatus.New, Case: null, ""));
                break;
            case AlertDismissed e:
                Set(e.Alert, a => a with { Status = AlertStatus.Dismissed, Reason = e.Reason });
                break;
            default: throw new InvalidOperationException($"No surveillance of {happened.GetType().Name}.");
        }
    }

    internal void Take(CaseEvent happened)
    {
        if (happened is CaseOpened opened)
            foreach (var number in opened.Alerts)
                Set(number, a => a with { Status = AlertStatus.InCase, Case = opened.Case });
        if (happened is not CaseClosed closed) return;
        for (var i = 0; i < alerts.Count; i++)
            if (alerts[i].Case == closed.Case)
                alerts[i] = alerts[i] with { Status = AlertStatus.Closed, Reason = closed.Reason };
    }

    internal void Save(StateWriter to)
    {
        to.Date(LastDay);
        to.Many(instruments, to.String);
        to.Many([.. days.Values.SelectMany(d => d)], d =>
        {
            to.String(d.Instrument);
            to.Date(d.Date);
            to.Long(d.Close.FenPerTonne);
            to.Many(d.Flows, f =>
            {
                to.Long(f.Seller.Number); to.Long(f.Buyer.Number); to.Long(f.Quantity.Count); to.Long(f.Value.Fen);
                to.Long(f.First.Number); to.Long(f.Last.Number);
            });
        });
        to.Many(alerts, a => Write(to, a));
        to.Many(months.Values, m =>
        {
            to.String(m.Instrument); to.Int(m.Year); to.Int(m.Month); to.Long(m.Account.Number);
            to.Long(m.Bought.Count); to.Long(m.Sold.Count); to.Long(m.BoughtFor.Fen); to.Long(m.SoldFor.Fen);
        });
    }

    internal void Load(StateReader from)
    {
        LastDay = from.MaybeDate();
        from.Many(() => instruments.Add(from.String()));
        from.Many(() => Keep(ReadDay(from)));
        from.Many(() => alerts.Add(ReadAlert(from)));
        from.Many(() =>
        {
            var month = new AccountMonth(from.String(), from.Int(), from.Int(), new(from.Long()), new(from.Long()),
                new(from.Long()), new(from.Long()), new(from.Long()));
            months.Add(KeyOf(month), month);
        });
    }

    private void Watch(DayWatched day)
    {
        LastDay = day.Date;
        if (!instruments.Contains(day.Instrument)) instruments.Add(day.Instrument);
        Keep(day);
        foreach (var flow in day.Flows)
        {
            Add(day, flow.Buyer, m => m with
            { Bought = m.Bought + flow.Quantity, BoughtFor = m.BoughtFor + flow.Value });
            Add(day, flow.Seller, m => m with
            { Sold = m.Sold + flow.Quantity, SoldFor = m.SoldFor + flow.Value });
        }
    }

    private void Keep(DayWatched day)
    {
        if (!days.TryGetValue(day.Instrument, out var window)) days.Add(day.Instrument, window = []);
        window.Add(day);
        if (window.Count > LongestWindow) window.RemoveAt(0);
    }

    private void Add(DayWatched day, AccountId account, Func<AccountMonth, AccountMonth> change)
    {
        var empty = new AccountMonth(day.Instrument, day.Date.Year, day.Date.Month, account, default, default, default,
            default);
        var key = KeyOf(empty);
        months[key] = change(months.TryGetValue(key, out var before) ? before : empty);
    }

    /// <summary>By month, then account, then instrument in the order of its first day.</summary>
    private (int, int, AccountId, int) KeyOf(in AccountMonth month) =>
        (month.Year, month.Month, month.Account, instruments.IndexOf(month.Instrument));

    private static DayWatched ReadDay(StateReader from)
    {
        var instrument = from.String();
        return new DayWatched(from.Date(), instrument, new(from.Long()), ReadMany(from, () => new PairFlow(
            new(from.Long()), new(from.Long()), new(from.Long()), new(from.Long()), new(from.Long()),
            new(from.Long()))));
    }

    private void Set(int alert, Func<Alert, Alert> change) => alerts[alert - 1] = change(alerts[alert - 1]);

    private static void Write(StateWriter to, Alert alert)
    {
        to.Int(alert.Number);
        to.String(alert.Instrument);
        to.Int((int)alert.Detector);
        to.Date(alert.Date);
        to.Date(alert.From);
        to.Many(alert.Accounts, a => to.Long(a.Number));
        to.Many(alert.Orders, o => to.Long(o.Number));
        to.Many(alert.Trades, t => to.Long(t.Number));
        to.Many(alert.Figures, f =>
        {
            foreach (var text in new[] { f.Name, f.Value, f.Unit, f.Threshold, f.Key }) to.String(text);
        });
        to.Int((int)alert.Status);
        to.Int(alert.Case ?? 0);
        to.String(alert.Reason);
    }

    private static Alert ReadAlert(StateReader from) => new(from.Int(), from.String(), (Detector)from.Int(),
        from.Date(), from.Date(), ReadMany(from, () => new AccountId(from.Long())),
        ReadMany(from, () => new OrderId(from.Long())), ReadMany(from, () => new TradeId(from.Long())),
        ReadMany(from, () => new AlertFigure(from.String(), from.String(), from.String(), from.MaybeString(),
            from.MaybeString())),
        (AlertStatus)from.Int(), from.Int() is > 0 and var number ? number : null, from.String());
}
