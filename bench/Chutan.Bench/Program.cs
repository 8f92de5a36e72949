using Chutan.Bench;

return args switch
{
    ["journal", .. var rest] => await JournalBench.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Which benchmark? journal [directory]");
    return 2;
}
