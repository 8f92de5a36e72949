using Chutan.Market.Quantification;

namespace Chutan.Market.Mrv;

/// <summary>Whether a plan can be carried out: its parts fit together, and it covers what the methodology asks for.
/// Finds everything that is wrong, with the place in the form.</summary>
public static class PlanCheck
{
    private const int LongestId = 24;
    internal const int LongestInterval = 120;
    /// <summary>In methodologies, the columns of non-fossil power.</summary>
    public const string GreenPower = "W_green";

    public static ImmutableArray<Fault> Of(PlanContent content, LocalDate from, QuantificationState methods)
    {
        var faults = new Faults();
        Texts(content, faults);
        Ids(content, faults);
        foreach (var (meter, i) in content.Meters.Select((m, i) => (m, i))) Meter(meter, i, from, faults);
        Modules(content, faults);
        foreach (var sector in PlanMethods.Missing(content, from.Year, methods))
            faults.Add(PlanRefusals.NoMethod, At(sector == content.Sector ? "sector" : "modules"), ("year", from.Year),
                ("regime", content.Regime), ("sector", sector));
        if (PlanMethods.Of(content, from.Year, methods) is not { } all) return faults.Sorted;
        foreach (var module in all.All) Against(module, content, faults);
        Shared(all, faults);
        return faults.Sorted;
    }

    /// <summary>Each module has a sector and facilities of its own, and the plan's sector keeps some.</summary>
    private static void Modules(PlanContent content, Faults faults)
    {
        var owner = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < content.Modules.Length; i++)
        {
            var (sector, at) = (content.Modules[i].Sector, $"modules[{Text.Of(i)}]");
            if (sector == content.Sector || content.Modules.Take(i).Any(m => m.Sector == sector))
                faults.Add(PlanRefusals.ModuleTwice, At($"{at}.sector"), ("sector", sector));
            if (content.Modules[i].Facilities.IsEmpty)
                faults.Add(PlanRefusals.ModuleEmpty, At($"{at}.facilities"), ("sector", sector));
            foreach (var facility in content.Modules[i].Facilities)
                if (content.Facilities.All(f => f.Id != facility) || !owner.TryAdd(facility, sector))
                    faults.Add(PlanRefusals.ModuleFacility, At($"{at}.facilities"), ("sector", sector),
                        ("facility", facility), ("other", owner.GetValueOrDefault(facility, "—")));
        }
        if (!content.Modules.IsEmpty && content.Facilities.All(f => owner.ContainsKey(f.Id)))
            faults.Add(PlanRefusals.ModuleTakesAll, At("modules"), ("sector", content.Sector));
    }

    /// <summary>不重复计算: a quantity that a meter measures enters one module only, and power of the own plant none at all
    /// besides the fuel it was made of.</summary>
    private static void Shared(PlanMethods methods, Faults faults)
    {
        var counted = new Dictionary<string, (string Sector, string Parameter)>(StringComparer.Ordinal);
        var parameters = methods.Plan.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            var (p, module) = (parameters[i], methods.For(parameters[i].Facility));
            var columns = p.Table.Length == 0 ? module.Method.Inputs : module.Method.Table(p.Table)?.Columns ?? [];
            if (p.Meter.Length == 0 || columns.FirstOrDefault(c => c.Name == p.Column) is not { } column
                || !column.Unit.Dimension.IsQuantity) continue;
            if (!counted.TryAdd(p.Meter, (module.Sector, p.Id)) && counted[p.Meter] is var first
                && first.Sector != module.Sector)
                faults.Add(PlanRefusals.MeterInTwoModules, At(i, "meter"), ("meter", p.Meter),
                    ("sector", first.Sector), ("first", first.Parameter), ("second", p.Id));
        }
    }

    /// <summary>The column that tells the rows of a table apart, such as the fuel; null when the table has none.
    /// </summary>
    public static InputDefinition? RowChoice(TableDefinition table) => table.Columns.FirstOrDefault(c => c.IsChoice);

    private static Place At(string cell) => new("plan", 0, 0, cell);

    private static Place At(int parameter, string field) => At($"parameters[{Text.Of(parameter)}].{field}");

    private static void Texts(PlanContent content, Faults faults)
    {
        foreach (var (field, text) in new[]
        {
            ("boundary", content.Boundary), ("qualityControl", content.QualityControl), ("regime", content.Regime),
            ("sector", content.Sector),
        })
            if (string.IsNullOrWhiteSpace(text)) faults.Add(PlanRefusals.TextMissing, At(field), ("field", field));
        if (content.Facilities.IsEmpty)
            faults.Add(PlanRefusals.TextMissing, At("facilities"), ("field", "facilities"));
    }

    private static void Ids(PlanContent content, Faults faults)
    {
        Check("facilities", [.. content.Facilities.Select(f => f.Id)]);
        Check("meters", [.. content.Meters.Select(m => m.Id)]);
        Check("parameters", [.. content.Parameters.Select(p => p.Id)]);

        void Check(string list, string[] ids)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < ids.Length; i++)
                if (!IsId(ids[i]))
                    faults.Add(PlanRefusals.BadId, At($"{list}[{Text.Of(i)}].id"), ("id", ids[i]),
                        ("most", LongestId));
                else if (!seen.Add(ids[i]))
                    faults.Add(PlanRefusals.Repeated, At($"{list}[{Text.Of(i)}].id"), ("id", ids[i]),
                        ("list", list));
        }
    }

    private static bool IsId(string id) => id.Length is > 0 and <= LongestId
        && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    private static void Meter(PlanMeter meter, int index, LocalDate from, Faults faults)
    {
        if (meter.CalibrationMonths is < 1 or > LongestInterval)
            faults.Add(PlanRefusals.BadInterval, At($"meters[{Text.Of(index)}].calibrationMonths"),
                ("meter", meter.Id), ("most", LongestInterval));
        else if (meter.CalibratedThrough < from)
            faults.Add(PlanRefusals.MeterNotCalibrated, At($"meters[{Text.Of(index)}].calibratedOn"),
                ("meter", meter.Id), ("through", meter.CalibratedThrough), ("from", from));
    }

    private static void Against(ModuleMethod module, PlanContent content, Faults faults)
    {
        var seen = new Dictionary<(string, string, string, string), string>();
        var (method, own) = (module.Method, content.Parameters.Where(p => module.Covers(p.Facility)).ToList());
        for (var i = 0; i < content.Parameters.Length; i++)
        {
            var p = content.Parameters[i];
            if (!module.Covers(p.Facility)) continue;
            if (!seen.TryAdd((p.Facility, p.Table, p.Choice, p.Column), p.Id))
                faults.Add(PlanRefusals.ParameterTwice, At(i, "column"), ("second", p.Id),
                    ("first", seen[(p.Facility, p.Table, p.Choice, p.Column)]));
            Names(method, p, i, faults);
            Parts(content, p, i, faults);
        }
        foreach (var input in method.Inputs.Where(IsRequired))
            if (!own.Exists(p => p.Table.Length == 0 && p.Column == input.Name))
                Unplanned(input.Name, input);
        foreach (var table in method.Tables)
        {
            var rows = own.Where(p => p.Table == table.Name)
                .Select(p => (p.Facility, p.Choice)).Distinct().ToList();
            if (rows.Count == 0 && !table.IsOptional) rows = [("", "")];
            foreach (var (facility, choice) in rows)
                foreach (var column in table.Columns.Where(IsRequired))
                    if (!own.Exists(p => p.Table == table.Name && p.Column == column.Name
                        && Covers(p.Facility, facility) && Covers(p.Choice, choice)))
                        Unplanned(string.Join(' ', new[] { $"{table.Name}.{column.Name}", choice, facility }
                            .Where(t => t.Length > 0)), column);
        }

        static bool IsRequired(InputDefinition input) =>
            !input.IsChoice && !input.IsOptional && input.MissingText.Length == 0;

        static bool Covers(string general, string one) => general.Length == 0 || general == one;

        void Unplanned(string figure, InputDefinition input) => faults.Add(PlanRefusals.FigureUnplanned,
            At("parameters"), ("figure", module.Name(figure)), ("label", input.Zh));
    }

    private static void Names(Methodology method, PlanParameter p, int index, Faults faults)
    {
        var columns = method.Inputs;
        if (p.Table.Length > 0)
        {
            if (method.Table(p.Table) is not { } table)
            {
                faults.Add(PlanRefusals.UnknownTable, At(index, "table"), ("parameter", p.Id), ("table", p.Table),
                    ("known", string.Join(", ", method.Tables.Select(t => t.Name))));
                return;
            }
            columns = table.Columns;
            if (p.Choice.Length > 0 && (RowChoice(table) is not { } choice
                || choice.Options.All(o => o.Code != p.Choice)))
                faults.Add(PlanRefusals.UnknownChoice, At(index, "choice"), ("parameter", p.Id),
                    ("choice", p.Choice), ("known", RowChoice(table) is { } known
                        ? string.Join(", ", known.Options.Select(o => o.Code)) : "—"));
        }
        if (columns.All(c => c.Name != p.Column || c.IsChoice))
            faults.Add(PlanRefusals.UnknownColumn, At(index, "column"), ("parameter", p.Id), ("column", p.Column),
                ("known", string.Join(", ", columns.Where(c => !c.IsChoice).Select(c => c.Name))));
    }

    private static void Parts(PlanContent content, PlanParameter p, int index, Faults faults)
    {
        if (p.Facility.Length > 0 && content.Facilities.All(f => f.Id != p.Facility))
            faults.Add(PlanRefusals.UnknownFacility, At(index, "facility"), ("parameter", p.Id),
                ("facility", p.Facility));
        if (string.IsNullOrWhiteSpace(p.MissingTreatment))
            faults.Add(PlanRefusals.NoMissingTreatment, At(index, "missingTreatment"), ("parameter", p.Id));
        var meter = content.Meters.FirstOrDefault(m => m.Id == p.Meter);
        if (p.Meter.Length > 0 && meter is null)
            faults.Add(PlanRefusals.UnknownMeter, At(index, "meter"), ("parameter", p.Id), ("meter", p.Meter));
        if (p.Acquisition == Acquisition.Measured && p.Meter.Length == 0 && string.IsNullOrWhiteSpace(p.Method))
            faults.Add(PlanRefusals.MeterNeeded, At(index, "meter"), ("parameter", p.Id));
        if (meter?.Power == PowerOrigin.OwnPlant)
            faults.Add(PlanRefusals.OwnPowerAsBought, At(index, "meter"), ("parameter", p.Id), ("meter", p.Meter));
        var green = meter?.Power is PowerOrigin.DirectGreen or PowerOrigin.OwnGreen;
        if (p.Column == GreenPower && !green)
            faults.Add(PlanRefusals.PowerMixed, At(index, "meter"), ("parameter", p.Id), ("meter", p.Meter));
        if (p.Column != GreenPower && green)
            faults.Add(PlanRefusals.GreenAsGrid, At(index, "meter"), ("parameter", p.Id), ("meter", p.Meter));
    }
}
