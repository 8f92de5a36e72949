namespace Chutan.Simulation.World;

/// <summary>The kinds of fraud that were made public in March 2022.</summary>
internal enum FraudKind
{
    /// <summary>检测报告模板篡改: one report edited over and over; dates, number and sample changed, the code
    /// removed.</summary>
    EditedReports = 1,
    /// <summary>集中送检、分月出具: a quarter's samples sent at once, the reports split by month.</summary>
    BatchTesting = 2,
    /// <summary>事后制样: the month's samples were not kept; coal made up later stands in for them.</summary>
    MadeUpSamples = 3,
    /// <summary>篡改含碳量、编造全水分: carbon lowered and total moisture invented.</summary>
    AlteredCarbon = 4,
    /// <summary>瞒报煤量与电量: coal and electricity mis-stated.</summary>
    MisstatedAmounts = 5,
}

/// <summary>One entity's fraud.</summary>
/// <param name="Careful">Done so that it stays within what the checks let pass.</param>
/// <param name="AtStation">At a plant that generates: coal left out of the month and of its stock book alike.</param>
internal sealed record Fraud(FraudKind Kind, bool Careful, bool AtStation = false)
{
    /// <summary>Its number in the list of 2022; a careful form has a c, that of a power station a p.</summary>
    public string Id => $"F{(int)Kind}{(Careful ? "c" : "")}{(AtStation ? "p" : "")}";

    /// <summary>The checks that look for it. What others notice of the same entity is not counted as having caught it.
    /// </summary>
    public ImmutableArray<string> Telling => Kind switch
    {
        FraudKind.EditedReports => ["301", "302", "303", "304", "305", "306", "307", "309", "404", "405"],
        FraudKind.BatchTesting => ["302", "303", "304", "305", "307", "309"],
        FraudKind.MadeUpSamples => ["303", "307", "308", "310", "311"],
        // 312 speaks of a laboratory and of all its clients alike: it does not tell who among them cheats.
        FraudKind.AlteredCarbon => ["203", "309", "310", "311", "412"],
        _ => ["204", "205", "206", "207", "208", "209", "212", "215"],
    };

    /// <summary>Checks that hold a month against the others of the year: they tell of a fraud wherever they fire.
    /// </summary>
    public static readonly ImmutableArray<string> Comparing = ["206-drift"];

    public (string Zh, string En) Name => Kind switch
    {
        FraudKind.EditedReports => ("篡改检测报告模板：改日期、编号、样品号，去除防伪码",
            "Edited report template: dates, number and sample changed, code removed"),
        FraudKind.BatchTesting => ("集中送检，报告拆分到各月", "Samples sent all at once, reports split by month"),
        FraudKind.MadeUpSamples => ("留样缺失，事后制样顶替", "Retained samples missing, made up later"),
        FraudKind.AlteredCarbon when Careful => ("小幅改低含碳量，其余参数一并配平", "Carbon lowered a little, all else made to fit"),
        FraudKind.AlteredCarbon => ("改低含碳量，编造全水分", "Carbon altered, total moisture invented"),
        FraudKind.MisstatedAmounts when Careful => ("小幅瞒报煤量与电量", "Coal and electricity mis-stated a little"),
        FraudKind.MisstatedAmounts when AtStation => ("热电机组瞒报煤量，购煤台账一并改低",
            "Coal of a generating plant left out, its stock book made to fit"),
        _ => ("瞒报煤量与外购电量", "Coal and electricity mis-stated"),
    };

    /// <summary>The form a plant that generates plays, where there are several of them.</summary>
    public static readonly Fraud OfStation = new(FraudKind.MisstatedAmounts, Careful: false, AtStation: true);

    /// <summary>The forms that are played, each by another entity.</summary>
    public static readonly ImmutableArray<Fraud> Played =
    [
        new(FraudKind.EditedReports, false), new(FraudKind.BatchTesting, false), new(FraudKind.MadeUpSamples, false),
        new(FraudKind.AlteredCarbon, false), new(FraudKind.MisstatedAmounts, false),
        new(FraudKind.AlteredCarbon, true), new(FraudKind.MisstatedAmounts, true),
    ];
}
