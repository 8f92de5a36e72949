using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Quantification;
using static Chutan.Engine.Tests.Quality.Pictures;

namespace Chutan.Engine.Tests.Quality;

/// <summary>One check with a report on which it fires and one on which it does not.</summary>
/// <param name="Says">Part of what the English text of the hit says, with its figures.</param>
internal sealed record CheckCase(string Id, CheckSeverity Severity, string Says, CheckedReport Fires,
    CheckedReport Holds);

/// <summary>Every check of the catalogue on one report. Across reports see <see cref="CheckTests"/>.</summary>
internal static class CheckCases
{
    private const CheckSeverity Block = CheckSeverity.Block;
    private const CheckSeverity Warn = CheckSeverity.Warn;
    private const CheckSeverity Risk = CheckSeverity.Risk;

    public static IEnumerable<CheckCase> All => Form().Concat(Physics()).Concat(Processes()).Concat(Measurement())
        .Concat(Series()).Concat(Conduct());

    private static CheckCase Spoilt(string id, CheckSeverity severity, string says, Func<CheckedReport,
        CheckedReport> by) =>
        new(id, severity, says, by(Power()), Power());

    private static CheckCase Pair(string id, CheckSeverity severity, string says, CheckedReport fires,
        CheckedReport holds) => new(id, severity, says, fires, holds);

    private static IEnumerable<CheckCase> Form()
    {
        yield return Spoilt("101", Block, "1 parameters of the plan", r => r.With(3, c => c.Set("fuel", "NCV", "")));
        yield return Spoilt("102", Block, "1 measured values have no evidence", r => r.With(3, c => c with
        {
            Rows = [c.Rows[0] with { Figures = [.. c.Rows[0].Figures.Select(f => f.Column == "FC"
                ? f with { Evidence = [] } : f)] }, .. c.Rows.Skip(1)],
        }));
        yield return Spoilt("103", Block, "The unit 'GJ/10^4Nm3' of NCV", r => r.With(3, c => c.Set("fuel", "NCV",
            "19.85", "GJ/10^4Nm3")));
        yield return Spoilt("104", Block, "calorific value of coal", r => r.With(3, c => c.Set("fuel", "NCV", "48.1")));
        yield return Spoilt("104-slip", Block, "times the median", r => r.With(3, c => c.Set("fuel", "FC",
            "1200000000")));
        yield return Spoilt("105", Block, "1 editions of the rules and 2 sets of warming potentials",
            r => r.With(2, c => c with { Rows = c.Rows.Add(Row("", ("gwp_set", "SAR"))) })
                .With(5, c => c with { Rows = c.Rows.Add(Row("", ("gwp_set", "AR5"))) }));
        yield return Spoilt("106", Block, "The electricity factor 0.581 is not the value 0.5366",
            r => r.With(3, c => c.Set("electricity", "EF_el", "0.5810")));
        yield return Pair("107", Block, "given as 0.0272; the method's own value is 0.02749",
            Of("machinery", "cn-machinery-ndrc", Fuel("anthracite", ("CC", "0.0272"))),
            Of("machinery", "cn-machinery-ndrc", Fuel("anthracite", ("CC", "0.02749"))));
        yield return Pair("107-ratio", Warn, "The C2F6 factor is 1 of the CF4 factor; expected 0.03 to 0.15",
            Of("aluminium", "cn-aluminium-ndrc", Row("", ("EF_CF4", "0.034"), ("EF_C2F6", "0.034"))),
            Of("aluminium", "cn-aluminium-ndrc", Row("", ("EF_CF4", "0.034"), ("EF_C2F6", "0.0034"))));
        yield return Spoilt("108", Block, "OF is 1.05", r => r.With(3, c => c.Set("fuel", "OF", "1.05")));
        yield return Spoilt("109", Warn, "3 days late", r => r with
        {
            Months = [.. r.Months.Select(m => m.Month != 4 ? m : m with
            {
                Late = true,
                FiledAt = m.DueOn.PlusDays(3).AtMidnight().InUtc().ToInstant(),
            })],
        });
        yield return Spoilt("109-report", Warn, "Due by 2025-03-31, handed in on 2025-04-02: 2 days late",
            r => r.WithAnnual(a => a with { SubmittedOn = new(2025, 4, 2) }));
        yield return Spoilt("110", Block, "1 months without evidence or plan (8)",
            r => r with { Months = r.Months.RemoveAt(7) });
        yield return Spoilt("111", Block, "6 apart; rounding allows 1.5",
            r => r.WithAnnual(a => a with { Total = a.Total + 6 }));
        yield return Spoilt("112", Block, "FC_out is to be taken off but enters with 40",
            r => r.With(3, c => c.Set("fuel", "FC_out", "-40")));
        yield return Spoilt("112-report", Block, "crude steel is to be taken off but enters with 52",
            r => r.WithAnnual(a => a with { Parts = a.Parts.Add(new("crude steel", 52, -1)) }));
    }

    private static IEnumerable<CheckCase> Physics()
    {
        yield return Spoilt("201", Block, "coal: the year says 1400000.5, the months 1400000",
            r => r.WithAnnual(a => a with { Quantities = [new("coal", 1_400_000.5m, 1_400_000m, false)] }));
        yield return Spoilt("201-total", Block, "The year says", r => r.WithAnnual(a => a with
        {
            MonthsTotal = a.MonthsTotal - 2,
        }));
        yield return Pair("202", Block, "coal NCV: the year says 19.86, weighted by quantity it is 19.85",
            Power().WithAnnual(a => a with { Quantities = [new("coal NCV", 19.860m, 19.850m, true)] }),
            Power().WithAnnual(a => a with { Quantities = [new("coal NCV", 19.8505m, 19.850m, true)] }));
        yield return Spoilt("203", Warn, "carbon 0.4 tC/t", r => r.With(3, c => c.Set("fuel", "C_ar", "0.40")));
        yield return Spoilt("203", Block, "carbon 0.3 tC/t", r => r.With(3, c => c.Set("fuel", "C_ar", "0.30")));
        yield return Spoilt("204", Warn, "are 3 % apart", r => r.With(3, c => c.Ledger(Balanced(1.03m))));
        yield return Spoilt("204", Block, "are 6 % apart", r => r.With(3, c => c.Ledger(Balanced(1.06m))));
        yield return Spoilt("205", Warn, "3 % allowed", r => r.WithAll(m => m.Content.Ledger(l => l with
        {
            Received = l.Received * 1.05m,
            Consumed = l.Consumed * 1.05m,
        })));
        yield return Spoilt("206", Warn, "gce/kWh, expected 260", r => r.WithAll(m => Generating(m.Content, 1.4m)));
        yield return Spoilt("206-drift", Warn, "the unit's own mean of", r => r.With(3, c => Generating(c, 0.85m)));
        yield return Spoilt("207", Warn, "The intensity is 0.6", r => r.WithAll(m => Generating(m.Content, 1.5m)));
        yield return Spoilt("208", Warn, "expected 0.28 to 0.9", r => r.With(3, c => Generating(c, 0.6m)));
        yield return Spoilt("208", Block, "above 0.95 impossible", r => r.With(3, c => Generating(c, 2.5m)));
        yield return Spoilt("209", Warn, "auxiliary share 0.50 %", r => r.With(3, c => c.Set("output", "W_cy",
            Text(Number(c.Rows[2], "W_fd") * 0.005m))));
        yield return Spoilt("209", Warn, "a month without running hours",
            r => r.With(3, c => c.Set("output", "t_e", "0").Set("electricity", "W_in", "0")));
        yield return Spoilt("210", Block, "750 h of 744 h", r => r.With(3, c => c.Set("output", "t_e", "750")));
        yield return Pair("211", Warn, "The heat ratio is stated as 0.08; heat supplied 116590.4 GJ",
            Power().With(3, c => Heated(c, "0.08")), Power().With(3, c => Heated(c, "0.0501")));
        yield return Pair("211-invoice", Warn, "116590.4 GJ supplied by the report, 110000 GJ by the invoices",
            Heat(110_000), Heat(116_000));
        yield return Pair("212", Warn, "by the utility's bills; 1 % allowed",
            Compared(ComparisonKind.ElectricityBill, 3, r => r.Months[2].Content.Rows[1].Find("W_in")!.Text, 1.02m),
            Compared(ComparisonKind.ElectricityBill, 3, r => r.Months[2].Content.Rows[1].Find("W_in")!.Text, 1.005m));
        yield return Pair("215", Risk, "by continuous measurement", Stack(1.15m), Stack(1.08m));
        yield return Pair("215", Warn, "by continuous measurement", Stack(1.40m), Stack(0.95m));
    }

    private static IEnumerable<CheckCase> Processes()
    {
        yield return Pair("213", Warn, "The heat per clinker is 5.086962", Kiln(coal: "26000"), Kiln());
        yield return Pair("213-process", Warn, "Process emissions per clinker are 0.5918", Kiln(calcium: "73.9"),
            Kiln());
        yield return Pair("213-meal", Warn, "Raw meal per clinker lies between 1.4 and 1.65", Kiln(meal: "180000"),
            Kiln());
        yield return Pair("214", Warn, "Net anodes 0.38 to 0.46", Pots(net: "0.35"), Pots());
        yield return Pair("214", Warn, "AC power 12.8 MWh/t to 15 MWh/t", Pots(power: "16000"), Pots());
        yield return Pair("214", Warn, "at most 2 minutes", Pots(minutes: "2.4"), Pots());
        yield return Pair("216", Warn, "3 tCO2/t per crude steel", Steel(3_000_000), Steel(1_900_000));
        yield return Pair("216-processes", Warn, "coke: the processes agree with the enterprise within 1 %",
            Works("48000"), Works("50200"));
        yield return Pair("217", Block, "Products and waste hold 4800 tC, more than the raw materials' 3600 tC",
            Balance("400"), Balance("200"));
        yield return Pair("218", Warn, "at most 30 %; 0 lack", Substituted("60000", proven: true),
            Substituted("12000", proven: true));
        yield return Pair("218", Warn, "1 lack their purchase", Substituted("12000", proven: false),
            Substituted("12000", proven: true));
    }

    private static IEnumerable<CheckCase> Measurement()
    {
        yield return Lab("301", Block, "had no valid accreditation", l => l with { Accreditation = "CMA-000000" });
        yield return Lab("302", Block, "not in order or outside the month", l => l with
        {
            TestedOn = l.ReceivedOn.PlusDays(-1),
        });
        yield return Lab("303", Block, "received 44 days after the month's end; expected 1 to 40", l => l with
        {
            ReceivedOn = new(2024, 5, 14), TestedOn = new(2024, 5, 15), IssuedOn = new(2024, 5, 16),
        });
        yield return Spoilt("303-same", Risk, "Samples of 3 months were received", r => r.WithAll(m =>
            m.Month is < 6 or > 8 ? m.Content : m.Content.Lab(l => l with { ReceivedOn = new(2024, 9, 12) })));
        yield return Lab("304", Block, "issued 41 days after the month's end, more than 40", l => l with
        {
            IssuedOn = new(2024, 5, 11),
        });
        yield return Spoilt("305", Block, "is used 1 more times", r =>
        {
            var twice = r.With(5, c => c.Lab(l => l with { Number = r.Months[2].Content.LabReports[0].Number }));
            return twice with { Registers = Registers(twice.Months) };
        });
        yield return Spoilt("305-consecutive", Risk, "The report numbers of 4 months follow one another",
            r => r.WithAll(m => m.Month > 4 ? m.Content : m.Content.Lab(l => l with
            {
                Number = $"HBMJ-2024-{2000 + m.Month}",
            })));
        yield return Lab("306", Warn, "has no verification code", l => l with { VerificationCode = "" });
        yield return Spoilt("307", Warn, "is used 1 more times", r =>
        {
            var twice = r.With(5, c => c.Lab(l => l with { Document = r.Months[2].Content.LabReports[0].Document }));
            return twice with { Registers = Registers(twice.Months) };
        });
        yield return Read("made with an editor (made 2024-04-12, changed —, author 王某, software Adobe Photoshop 24)",
            new FileFacts(new(2024, 4, 12), null, "王某", "Adobe Photoshop 24"));
        yield return Read("made or changed after the report was issued",
            new FileFacts(new(2024, 4, 12), new(2024, 6, 1), "", "HP Scan 5.2"));
        yield return Read("made before the sampling", new FileFacts(new(2024, 2, 12), null, "", "HP Scan 5.2"));
        yield return Spoilt("308", Warn, "covers only 68.97 % of the running days",
            r => r.With(3, c => c.Ledger(l => l with { SubSamples = 20 })));
        yield return Spoilt("309", Block, "differs from the laboratory's own in 1 places: C 51", r => r with
        {
            Registers = Registers(r.Months, copies: [r.Months[2].Content.LabReports[0] with { Carbon = 54.10m }]),
        });
        yield return Lab("310", Warn, "apart (warns above 4 %", l => l with { Ncv = l.Ncv * 1.05m });
        yield return Lab("310", Block, "apart (warns above 4 %, blocks above 8 %)", l => l with { Ncv = l.Ncv * 1.1m });
        yield return Lab("311", Warn, "2 points allowed", l => l with { TotalMoisture = l.TotalMoisture + 3 });
        yield return Pair("313", Risk, "4 changes between measured and default in the year, and all 2 measured months",
            Switching("0.50"), Switching("0.70"));
    }

    private static IEnumerable<CheckCase> Series()
    {
        yield return Spoilt("401", Warn, "more than 30 % and 5000 tCO2", r => r with
        {
            Before = r.Before! with { Total = decimal.Round(r.Annual!.Total * 0.6m, 0) },
        });
        yield return Spoilt("402", Warn, "The intensity of electricity went from", r => r with
        {
            Before = r.Before! with { Outputs = [new("electricity", 3_600_000, "MWh")] },
        });
        yield return Spoilt("403", Warn, "coal is 0.3", r => r.With(6, c => c.Set("fuel", "FC", "36120.4")));
        yield return Spoilt("404", Risk, "fuel coal NCV varies by only", r => r.WithAll(m =>
            m.Content.Set("fuel", "NCV", Text(19.850m + m.Month / 1000m))));
        yield return Pair("405", Risk, "fuel coal NCV is 19.853 in 3 months, with 5 significant digits",
            Repeated(4, 7, 9), Repeated(4, 9));
        yield return Spoilt("405-total", Risk, "This year and the last both have",
            r => r with { Before = r.Before! with { Total = r.Annual!.Total } });
        yield return Pair("406", Risk, "37.5 % of 8 monthly quantities end in 00, more than 25 %", Rounded(3),
            Rounded(2));
        yield return Spoilt("406-total", Risk, "The total 2710000 tCO2 is a round thousand",
            r => r.WithAnnual(a => a with { Total = 2_710_000 }));
        yield return Spoilt("407", Risk, "figures give a chi-square of", r => r.WithAll(m => m.Content with
        {
            Rows = [.. m.Content.Rows, .. Enumerable.Range(0, 10).Select(n => Row("other", ("fuel_kind", $"x{n}"),
                ("quantity", Text(100 + m.Month * 10 + n + (n % 3 == 0 ? 0.7m : 0.5m)))))],
        }));
        yield return Spoilt("409", Risk, "Emissions of 12999 tCO2 lie just below the threshold of 13000 tCO2",
            r => r.WithAnnual(a => a with { Total = 12_999 }));
        yield return Pair("410", Warn, "a change of 6 %", Verified(1.06m), Verified(1.04m));
        yield return Pair("411", Warn, "by 电力统计: 5", Stated(1.06m), Stated(1.01m));
        yield return Pair("412", Risk, "After changing from 湖北煤检中心 to 新检测公司", Shifted(0.94m), Shifted(1.01m));
        yield return Pair("413", Risk, "3 corrections in the year", Corrected(-40, -120, -900), Corrected(-40, 60,
            -900));
    }

    private static IEnumerable<CheckCase> Conduct()
    {
        yield return Verification("501", Block, "0 full days on site", f => f with { SiteDays = 0 });
        yield return Verification("502", Block, "before the site visit", f => f with
        {
            ConcludedOn = f.SiteThrough!.Value.PlusDays(-1),
        });
        yield return Verification("502", Block, "only 2.5 hours after", f => f with
        {
            ConcludedAt = f.EvidenceAt!.Value + Duration.FromMinutes(150),
        });
        yield return Verification("503", Risk, "3 warnings are open", f => f with { Findings = 0, OpenWarnings = 3 });
        yield return Verification("504", Risk, "is 94 % like another", f => f with { Likeness = 0.94m });
        yield return Verification("505", Block, "has 1 conflicts", f => f with { Conflicts = 1 });
        yield return Pair("506", Block, "paid by an allowance surplus",
            Power() with { Contracts = [new(Station, Year, "碳咨询公司", "碳咨询公司", Contingent: true)] },
            Power() with { Contracts = [new(Station, Year, "碳咨询公司", "碳咨询公司", Contingent: false)] });
        yield return Verification("507", Risk, "at most 200 km", f => f with { Farthest = 260 });
        yield return Verification("507", Risk, "21 reports of one person", f => f with { ReportsOfPerson = 21 });
        yield return Verification("508", Warn, "for 4 years running", f => f with { AgencyYears = 4 });
        yield return Verification("509", Block, "The same person", f => f with { SamePerson = true });
    }

    private static CheckCase Lab(string id, CheckSeverity severity, string says, Func<LabReport, LabReport> by) =>
        Spoilt(id, severity, says, r => r.With(3, c => c.Lab(by)));

    private static CheckCase Verification(string id, CheckSeverity severity, string says,
        Func<VerificationFacts, VerificationFacts> by)
    {
        var done = Instant.FromUtc(2025, 4, 20, 8, 0);
        var honest = new VerificationFacts(1, 2, 24, true, new(2025, 4, 15), done - Duration.FromDays(4), done,
            new(2025, 4, 20), 2, 1, 0.40m, 0, "核查甲", [], 2, 1, false, 60, 12);
        return new CheckCase(id, severity, says, Power() with { Verifications = [by(honest)] },
            Power() with { Verifications = [honest] });
    }

    /// <summary>The file of March's laboratory report says this of itself; an honest one was scanned in time.</summary>
    private static CheckCase Read(string says, FileFacts facts)
    {
        var (report, honest) = (Power(), new FileFacts(new(2024, 4, 12), new(2024, 4, 12), "", "HP Scan 5.2"));
        CheckedReport With(FileFacts read) => report with
        {
            Registers = Registers(report.Months, (report.Months[2].Content.LabReports[0].Document, read)),
        };
        return Pair("307-made", Risk, says, With(facts), With(honest));
    }

    private static CheckedReport Repeated(params int[] months) => months.Aggregate(Power(), (r, month) =>
        r.With(month, c => c.Set("fuel", "NCV", "19.853")));

    private static Func<FuelLedger, FuelLedger> Balanced(decimal apart) => l => l with
    {
        Received = l.Consumed * apart + l.Closing - l.Opening,
    };

    private static MonthContent Generating(MonthContent content, decimal times) => content
        .Set("output", "W_fd", Text(Number(content.Rows[2], "W_fd") * times))
        .Set("output", "W_cy", Text(Number(content.Rows[2], "W_cy") * times)).Set("output", "P_e", "1200");

    private static MonthContent Heated(MonthContent content, string ratio) => content with
    {
        Rows = [.. content.Set("output", "Q_cr", "2331808").Rows,
            Row("heat", ("medium", "steam"), ("M", "40000"), ("h", "2998.5")), Row("", ("a", ratio))],
    };

    private static CheckedReport Heat(decimal invoiced) => Power().With(3, c => Heated(c, "0.05")) with
    {
        Comparisons = [new(Station, Year, 3, ComparisonKind.HeatInvoice, "", invoiced, "GJ", "热力公司")],
    };

    private static CheckedReport Compared(ComparisonKind kind, int month, Func<CheckedReport, string> of,
        decimal times) =>
        Power() with
        {
            Comparisons = [new(Station, Year, month, kind, "", decimal.Parse(of(Power()),
                System.Globalization.CultureInfo.InvariantCulture) * times, "MWh", "国网湖北")],
        };

    private static CheckedReport Stack(decimal times) => Power() with
    {
        Comparisons = [new(Station, Year, 3, ComparisonKind.ContinuousMeasurement, "",
            Emissions(Power().Months[2]) / 0.99m * times, "tCO2", "CEMS")],
    };

    private static MonthRow Fuel(string kind, params (string Column, string Text)[] defaults) => new("fuel", "",
        [Figure("fuel_kind", kind), Figure("FC", "812.37"), .. defaults.Select(d => Figure(d.Column, d.Text,
            Acquisition.Default, reason: "未实测"))]);

    private static CheckedReport Kiln(string coal = "18000", string calcium = "65.2", string meal = "152000") =>
        Of("cement", "cn-cement-ndrc", Row("fuel", ("fuel_kind", "bituminous"), ("FC", coal), ("NCV", "19.567")),
            Row("", ("Q_cli", "100009"), ("FR1", calcium), ("FR10", "1.1"), ("FR2", "2.1"), ("FR20", "0.3"),
                ("Q_meal", meal)));

    private static CheckedReport Pots(string net = "0.42", string power = "13500", string minutes = "0.8") =>
        Of("aluminium", "cn-aluminium-ndrc", Row("", ("P_Al", "1000"), ("NC", net), ("AEM", minutes)),
            Row("electricity", ("W_in", power)));

    private static CheckedReport Steel(decimal total) =>
        Of("steel", "cn-steel-ndrc", Row("fuel", ("fuel_kind", "coke"), ("FC", "50011.3"))) with
        {
            Annual = new AnnualPicture(Year, total, 0, [], [], [new("crude-steel", 1_000_000, "t")], null, null, null,
                null),
        };

    private static CheckedReport Works(string sintering) => Of("steel", "cn-steel-ndrc",
        Row("fuel", ("fuel_kind", "coke"), ("FC", "100300")),
        Row("fuel", ("fuel_kind", "coke"), ("FC", "50000")) with { Facility = "bf1" },
        Row("fuel", ("fuel_kind", "coke"), ("FC", sintering)) with { Facility = "sinter" });

    private static CheckedReport Balance(string product) => Of("chemicals", "cn-chemicals-ndrc",
        Row("carbon", ("flow", "raw"), ("chemical", "other"), ("M_flow", "500"), ("C_flow", "0.6")),
        Row("carbon", ("flow", "product"), ("chemical", "other"), ("M_flow", product), ("C_flow", "1")));

    private static CheckedReport Substituted(string amount, bool proven) => Of("cement", "cn-cement@2024",
        new MonthRow("clinker", "", [Figure("Q_clinker", "100000"), Figure("A_carbide", amount) with
        {
            Evidence = proven ? [Hash("bill"), "lab:A-1"] : [Hash("bill")],
        }]));

    private static CheckedReport Switching(string carbon) => Power().WithAll(m => m.Month is 4 or 8 ? m.Content with
    {
        Rows = [Row("fuel", ("fuel_kind", "coal"), ("FC", "118012.33"), ("NCV", "19.9"), ("C_ar", carbon))],
    } : m.Content with
    {
        Rows = [new MonthRow("fuel", "", [Figure("fuel_kind", "coal"), Figure("FC", "118012.33"), Figure("NCV", "19.9"),
            Figure("CC", "0.03085", Acquisition.Default, reason: "未实测")])],
    });

    private static CheckedReport Rounded(int noughts) => Power() with
    {
        Months = [.. Enumerable.Range(1, 8).Select(m => Month(m, new MonthContent([Row("fuel", ("fuel_kind", "coal"),
            ("FC", m <= noughts ? Text(118_000 + m * 100) : Text(118_013.37m + m)))], [], [], [])))],
    };

    private static CheckedReport Verified(decimal times) =>
        Power().WithAnnual(a => a with { Verified = decimal.Round(a.Total * times, 4) });

    private static CheckedReport Stated(decimal times) => Power() with
    {
        Comparisons = [new(Station, Year, 0, ComparisonKind.OutputStatistics, "electricity",
            decimal.Round(3_005_321m * times, 0), "MWh", "电力统计")],
    };

    private static CheckedReport Shifted(decimal times) => Power().WithAll(m => m.Month < 9 ? m.Content
        : m.Content.Lab(l => l with { Laboratory = "新检测公司" })
            .Set("fuel", "C_ar", Text(Number(m.Content.Rows[0], "C_ar") * times)));

    private static CheckedReport Corrected(params decimal[] effects) => Power() with
    {
        Corrections = [.. effects.Select((e, i) => new MonthCorrection(i + 1, e))],
    };

    private static string Text(decimal value) =>
        decimal.Round(value, 3).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
