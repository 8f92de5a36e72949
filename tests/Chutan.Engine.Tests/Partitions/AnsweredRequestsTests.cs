using Chutan.Engine.Partitions;
using Chutan.Market.Kernel;

namespace Chutan.Engine.Tests.Partitions;

public sealed class AnsweredRequestsTests
{
    [Theory, InlineData(7, 200), InlineData(8, 40_000)]
    public void Every_request_is_found_where_it_was_first_answered(int seed, int count)
    {
        var random = new Random(seed);
        var (answered, expected) = (new AnsweredRequests(), new Dictionary<RequestId, long>());
        for (var position = 0L; position < count; position++)
        {
            // Ids in a row as well as random ones, and every tenth a second time.
            var request = random.Next(10) == 0
                ? new RequestId(1, (ulong)random.Next((int)position + 1))
                : position % 2 == 0 ? new RequestId(1, (ulong)position) : new RequestId((ulong)random.NextInt64(), 0);
            expected.TryAdd(request, position);
            Assert.Equal(expected[request], answered.FindOrAdd(request, position));
        }
        Assert.Equal(expected.Count, answered.Count);
        Assert.Equal(expected.OrderBy(e => e.Value).Select(e => (e.Key, e.Value)),
            answered.All.OrderBy(a => a.Position));
    }
}
