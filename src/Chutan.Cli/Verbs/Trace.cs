using System.CommandLine;
using Chutan.Engine.Partitions;
using Chutan.Engine.Records;
using Chutan.Market.Kernel;
using Chutan.Market.Participants;
using Chutan.Market.Registry;
using NodaTime.Text;
using Spectre.Console;
using Command = System.CommandLine.Command;

namespace Chutan.Cli.Verbs;

/// <summary>追溯: tells one tonne's whole life, from its issue to where it is now.</summary>
internal static class Trace
{
    public static Command Create()
    {
        var serial = new Argument<string>("SERIAL")
        {
            Description = "单位编码，如 HB-000000001234 · serial, for example HB-000000001234",
        };
        var (data, json) = (Shared.Data(), Shared.Json());
        var verb = new Command("trace", "追溯一吨的来龙去脉 · one tonne's whole life") { serial, data, json };
        verb.SetAction((parsed, cancel) =>
            RunAsync(parsed.GetValue(serial)!, parsed.GetValue(data)!, parsed.GetValue(json), cancel));
        return verb;
    }

    private static async Task<int> RunAsync(string text, DirectoryInfo directory, bool json, CancellationToken cancel)
    {
        if (Serial.Parse(text) is not { } serial)
            throw new CannotException($"“{text}”不是单位编码。", $"'{text}' is not a serial.");
        Shared.MustHoldMarket(directory);
        var history = new SerialHistory(serial);
        var holders = new Holders();
        await using var journal = await MarketDirectory.OpenReadOnlyAsync(directory.FullName, cancel);
        var codec = new RecordCodec();
        await foreach (var entry in journal.ReadAsync(0, cancel))
        {
            var record = codec.Decode(entry.Payload.Span, entry.Hash);
            if (record.Decision is not Decision.Accepted accepted) continue;
            foreach (var happened in accepted.Events)
            {
                holders.Add(happened);
                history.Add(happened, new EventContext(record.Position, record.At, record.Date));
            }
        }
        if (history.Attributes is not { } unit)
            throw new CannotException($"{Serial.Text(serial)} 从未签发。", $"{Serial.Text(serial)} was never issued.");
        if (json)
            Output.PrintJson(new
            {
                serial = Serial.Text(serial),
                unit,
                state = State(history).En,
                steps = history.Steps
            });
        else
            Print(history, unit, holders);
        return ExitCode.Done;
    }

    private static void Print(SerialHistory history, LotAttributes unit, Holders holders)
    {
        var state = State(history);
        Console.WriteLine($"{Serial.Text(history.Serial)}  {unit.Kind} {unit.Vintage}  {state.Zh} · {state.En}");
        var table = new Table().AddColumns("日期 · date", "#", "事项 · what", "由 · from", "至 · to", "t", "依据 · reference");
        foreach (var step in history.Steps)
        {
            var (zh, en) = What(step);
            table.AddRow(LocalDatePattern.Iso.Format(step.Date), $"{step.Position}", $"{zh} · {en}",
                Markup.Escape(step.From is { } from ? holders.NameOf(from) : ""),
                    Markup.Escape(holders.NameOf(step.To)),
                $"{step.Quantity.Count}", Markup.Escape(step.Reference));
        }
        Output.PrintTable(table);
    }

    private static (string Zh, string En) State(SerialHistory history) => history.LastMovement switch
    {
        MovementCause.Surrender => ("已清缴", "surrendered"),
        MovementCause.Cancellation => ("已注销", "cancelled"),
        MovementCause.Expiry => ("已失效", "expired"),
        _ => ("持有中", "held"),
    };

    private static (string Zh, string En) What(SerialStep step) => (step.Kind, step.Cause) switch
    {
        (SerialStepKind.Issued, _) => ("签发", "issued"),
        (SerialStepKind.Held, _) => ($"冻结（{step.Hold}）", $"held ({step.Hold})"),
        (SerialStepKind.Released, _) => ($"解除冻结（{step.Hold}）", $"released ({step.Hold})"),
        (_, MovementCause.Transfer) => ("划转", "transferred"),
        (_, MovementCause.Trade) => ("交易过户", "traded"),
        (_, MovementCause.Surrender) => ("清缴", "surrendered"),
        (_, MovementCause.Cancellation) => ("自愿注销", "cancelled"),
        (_, MovementCause.TakeBack) => ("收缴", "taken back"),
        (_, MovementCause.Expiry) => ("失效注销", "expired"),
        (_, MovementCause.JudicialDeduction) => ("司法扣划", "judicial deduction"),
        (_, MovementCause.Reversal) => ("冲正", "corrected"),
        _ => ("储备划拨", "reserve"),
    };

    /// <summary>Account numbers with their holders' names.</summary>
    private sealed class Holders
    {
        private readonly Dictionary<ParticipantId, string> names = [];
        private readonly Dictionary<AccountId, string> accounts = [];

        public string NameOf(AccountId account) => accounts.TryGetValue(account, out var name)
            ? $"{account} {name}"
            : account.ToString();

        public void Add(Event happened)
        {
            if (happened is ParticipantRegistered { Participant: var p }) names[p.Id] = p.NameZh;
            if (happened is AccountOpened { Account: var a }) accounts[a.Id] = names.GetValueOrDefault(a.Owner, "");
            if (happened is not RegistryFounded founded) return;
            accounts[founded.Surrendered] = "清缴 surrendered";
            accounts[founded.Cancelled] = "注销 cancelled";
            accounts[founded.GovernmentReserve] = "政府预留 government reserve";
            accounts[founded.NewEntrantReserve] = "新增预留 new-entrant reserve";
        }
    }
}
