namespace Chutan.Market.Rulebook;

/// <summary>A rulebook's content in a snapshot.</summary>
internal static class RulebookSnapshot
{
    public static void Write(StateWriter to, RulebookContent content)
    {
        foreach (var text in new[] { content.Id, content.NameZh, content.NameEn, content.Territory, content.Zone })
            to.String(text);
        to.Many(content.Instruments, i =>
        {
            foreach (var text in new[] { i.Id, i.Number, i.TitleZh, i.TitleEn, i.Issuer, i.Territory }) to.String(text);
            to.Date(i.Document);
            to.Date(i.Published);
            to.Date(i.Effective);
            to.Date(i.Through);
            to.String(i.Note);
        });
        to.Many(content.Values, v =>
        {
            foreach (var text in new[] { v.Key, v.Value, v.Unit, v.Base }) to.String(text);
            to.Date(v.From);
            to.Date(v.Through);
            foreach (var text in new[] { v.FromLabel, v.ThroughLabel, v.Scope, v.Instrument, v.Article, v.Source })
                to.String(text);
            to.Int((int)v.Standing);
            to.String(v.Note);
        });
        to.Many(content.Calendar, n =>
        {
            to.Int(n.Year);
            to.String(n.Number);
            to.String(n.Source);
            to.Many(n.Days, d =>
            {
                to.Date(d.Date);
                to.Bool(d.IsOff);
                to.String(d.NameZh);
                to.String(d.NameEn);
            });
        });
    }

    public static RulebookContent Read(StateReader from)
    {
        var (id, zh, en, territory, zone) = (from.String(), from.String(), from.String(), from.String(), from.String());
        var instruments = ImmutableArray.CreateBuilder<Instrument>();
        from.Many(() => instruments.Add(new Instrument(from.String(), from.String(), from.String(), from.String(),
            from.String(), from.String(), from.MaybeDate(), from.MaybeDate(), from.MaybeDate(), from.MaybeDate(),
            from.String())));
        var values = ImmutableArray.CreateBuilder<RuleValue>();
        from.Many(() => values.Add(
            new RuleValue(from.String(), from.String(), from.String(), from.String(), from.Date(),
            from.MaybeDate(), from.String(), from.String(), from.String(), from.String(), from.String(), from.String(),
            (Standing)from.Int(), from.String())));
        var calendar = ImmutableArray.CreateBuilder<CalendarNotice>();
        from.Many(() => calendar.Add(ReadNotice(from)));
        return new RulebookContent(id, zh, en, territory, zone, instruments.ToImmutable(), values.ToImmutable(),
            calendar.ToImmutable());
    }

    private static CalendarNotice ReadNotice(StateReader from)
    {
        var (year, number, source) = (from.Int(), from.String(), from.String());
        var days = ImmutableArray.CreateBuilder<CalendarDay>();
        from.Many(() => days.Add(new CalendarDay(from.Date(), from.Bool(), from.String(), from.String())));
        return new CalendarNotice(year, number, source, days.ToImmutable());
    }
}
