using Chutan.Market.Kernel;
using Chutan.Market.Mrv;

namespace Chutan.Market.Tests.Mrv;

public sealed class DocumentsTests
{
    private static readonly string Hash = string.Concat(Enumerable.Repeat("0a", 32));

    [Fact]
    public void A_document_is_filed_once_an_owner_and_survives_a_snapshot()
    {
        var market = new LawMarket();
        var filed = market.Do<DocumentFiled>(File(market), market.Operator).Document;
        Assert.Equal((market.Entity, "台账.pdf"), (filed.Participant, filed.Name));
        Assert.Equal([market.Entity], market.State.Mrv.Documents.OwnersOf(Hash).AsEnumerable());
        market = market.Reloaded();
        market.Refused("mrv.already-filed", File(market), market.Operator);
    }

    [Fact]
    public void What_cannot_be_a_document_is_refused()
    {
        var market = new LawMarket();
        foreach (var hash in new[] { "", Hash[1..], Hash.ToUpperInvariant(), new string('g', 64) })
            market.Refused("mrv.bad-hash", File(market) with { Hash = hash }, market.Operator);
        foreach (var name in new[] { "", " ", "a/b.pdf", "..\\b.pdf", "a\nb", new string('a', 121) })
            market.Refused("mrv.bad-file-name", File(market) with { Name = name }, market.Operator);
        market.Refused("mrv.empty-file", File(market) with { Bytes = 0 }, market.Operator);
        market.Refused("access.not-permitted", File(market), market.Authority);
    }

    private static FileDocument File(LawMarket market) => new(market.Entity, Hash, "台账.pdf", "application/pdf", 1);
}
