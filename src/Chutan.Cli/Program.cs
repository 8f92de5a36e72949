using System.CommandLine;
using System.Text;
using Chutan.Cli.Verbs;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var root = new RootCommand("楚碳 Chutan：区域碳市场 · a regional carbon market, end to end");
System.CommandLine.Command[] verbs =
[
    Up.Create(), Year.Create(), CalendarVerb.Create(), RulebookVerb.Create(), ComplianceVerb.Create(), Verify.Create(),
    JournalVerb.Create(), Trace.Create(), BookVerb.Create(), AuctionVerb.Create(),
    QuantifyVerb.Create(),
];
foreach (var verb in verbs) root.Subcommands.Add(verb);
return await Top.RunAsync(root, args);
