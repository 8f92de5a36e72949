using Chutan.Market.Kernel;
using Chutan.Market.Mrv;
using Chutan.Market.Participants;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>核查机构档案: what is filed about bodies, people and interests, and what is not taken.</summary>
public sealed class BodyRecordTests
{
    private readonly VerifyingMarket market = new();

    private ParticipantId Body => market.First.Id;
    private Actor Office => market.First.Leader;

    [Fact]
    public void A_profile_is_filed_in_versions_by_a_verifier_and_is_complete()
    {
        var profile = VerifyingMarket.Profile(["steel"]);
        market.Law.Refused(VerifyingRefusals.ProfileIncomplete.Code, new FileBodyProfile(Body,
            profile with { Sectors = [] }), Office);
        market.Law.Refused(VerifyingRefusals.NotInEvidence.Code, new FileBodyProfile(Body,
            profile with { Document = new string('a', 64) }), Office);
        var filed = market.Law.Do<BodyProfileFiled>(new FileBodyProfile(Body,
            profile with { Document = market.File(Body, Office) }), Office);
        Assert.Equal(2, filed.Version);
        Assert.Equal(4, market.State.FindBody(Body)!.Staff.Length);
    }

    [Fact]
    public void A_person_is_whole_and_signs_in_for_itself_alone()
    {
        var found = market.State.FindBody(Body)!.Find("M")!;
        market.Law.Refused(VerifyingRefusals.PersonIncomplete.Code, new EnterVerifier(Body, found with { Name = " " }),
            Office);
        market.Law.Refused(VerifyingRefusals.PersonIncomplete.Code, new EnterVerifier(Body, found with
        { History = [new Employment("E", EmploymentKind.Employee, new(2020, 1, 2), new(2020, 1, 1))] }), Office);
        market.Law.Refused(VerifyingRefusals.NotItsUser.Code,
            new EnterVerifier(Body, found with { User = market.Second.Member.User }), Office);
        market.Law.Refused(VerifyingRefusals.UserTaken.Code,
            new EnterVerifier(Body, found with { Code = "M2" }), Office);
        market.Law.Refused(VerifyingRefusals.NotItsPerson.Code, new EndVerifier(Body, "Z", market.Law.Date), Office);
    }

    [Fact]
    public void A_body_without_a_profile_enters_nobody_and_declares_nothing()
    {
        var (bare, office) = market.Law.Representative(ParticipantKind.Verifier, "bare");
        market.Law.Refused(VerifyingRefusals.NoProfile.Code, new EnterVerifier(bare,
            new VerifierPerson("L", "L", office.User, [], [], null)), office);
        market.Law.Refused(VerifyingRefusals.NoProfile.Code, new CheckImpartiality(bare, 2023, [], "", ""), office);
        market.Law.Refused(VerifyingRefusals.NoProfile.Code, new DeclareInterest(bare, InterestKind.Declared, null, "",
            new(2020, 1, 1), null, "x"), office);
    }

    [Fact]
    public void Interests_are_declared_by_the_body_or_recorded_and_ended_by_the_authority()
    {
        var declare = new DeclareInterest(Body, InterestKind.Declared, market.Law.Entity, "", new(2020, 1, 1), null,
            "brother-in-law");
        market.Law.Refused(VerifyingRefusals.InterestIncomplete.Code, declare with { Description = "" }, Office);
        market.Law.Refused(VerifyingRefusals.InterestIncomplete.Code,
            declare with { Through = new(2019, 1, 1) }, Office);
        market.Law.Refused(VerifyingRefusals.NotItsPerson.Code,
            declare with { Kind = InterestKind.PersonalTie, Person = "Z" }, Office);
        market.Law.Refused("mrv.not-an-emitter", declare with { Emitter = market.Second.Id }, Office);
        market.Law.Do(declare, Office);
        market.Law.Refused("access.not-permitted", new EndInterest(1, market.Law.Date, "over"), Office);
        market.Law.Refused(VerifyingRefusals.NoInterest.Code, new EndInterest(2, market.Law.Date, "over"),
            market.Authority);
        market.Law.Refused(VerifyingRefusals.InterestIncomplete.Code, new EndInterest(1, new(2019, 1, 1), "over"),
            market.Authority);
        market.Law.Do(new EndInterest(1, market.Law.Date, "over"), market.Authority);
        market.Law.Refused(VerifyingRefusals.NoInterest.Code, new EndInterest(1, market.Law.Date, "over"),
            market.Authority);
    }

    [Fact]
    public void A_self_check_names_prohibitions_that_exist_and_explains_broken_ones()
    {
        var check = new CheckImpartiality(Body, 2023, [], "", "");
        foreach (var bad in new[]
        {
            check with { Broken = [9], Remarks = "x" }, check with { Broken = [1] }, check with { Year = 2024 },
        })
            market.Law.Refused(VerifyingRefusals.SelfCheckIncomplete.Code, bad, Office);
        market.Law.Do(check, Office);
    }
}
