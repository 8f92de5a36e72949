using Chutan.Bench;

return args switch
{
    ["journal", .. var rest] => await JournalBench.RunAsync(rest),
    ["ledger", .. var rest] => await LedgerBench.RunAsync(rest),
    ["orders", .. var rest] => await OrdersBench.RunAsync(rest),
    ["match", .. var rest] => await MatchBench.RunAsync(rest),
    ["http", .. var rest] => await HttpBench.RunAsync(rest),
    ["quantify"] => await QuantifyBench.RunAsync(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("用法 usage: chutan bench match|ledger|journal|orders|http [directory] | quantify");
    return 2;
}
