using System.CommandLine;
using System.Text;
using Chutan.Cli.Verbs;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var root = new RootCommand("楚碳 Chutan：区域碳市场 · a regional carbon market, end to end");
foreach (var verb in new[] { CalendarVerb.Create(), RulebookVerb.Create(), Verify.Create(), JournalVerb.Create() }) root.Subcommands.Add(verb);
return await Top.RunAsync(root, args);
