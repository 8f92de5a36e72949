using Chutan.Bench;

return args switch
{
    ["journal", .. var rest] => await JournalBench.RunAsync(rest),
    ["ledger", .. var rest] => await LedgerBench.RunAsync(rest),
    ["match", .. var rest] => await MatchBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Which benchmark? journal|ledger [directory]");
    return 2;
}
