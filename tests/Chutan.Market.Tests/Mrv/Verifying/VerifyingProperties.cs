using Chutan.Tests;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>What holds of verifications whatever people try: see <see cref="VerificationWalk"/>.</summary>
public sealed class VerifyingProperties
{
    private const int Steps = 150;

    [Theory, MemberData(nameof(Seeds.All), MemberType = typeof(Seeds)), Trait("kind", "simulation")]
    public void Whatever_is_tried_somebody_can_go_on_no_finding_is_lost_and_a_refusal_changes_nothing(int seed)
    {
        var walk = new VerificationWalk(seed);
        for (var i = 0; i < Steps; i++) walk.Step();
        walk.ToTheEnd();
        Assert.True(walk.Accepted > 20 && walk.Refused > 20, $"{walk.Accepted} accepted, {walk.Refused} refused");
    }
}
