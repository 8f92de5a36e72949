namespace Chutan.Market.Rulebook;

/// <summary>Keys of companies that register themselves 自助注册.</summary>
public static class ParticipantKeys
{
    public static readonly ParameterKey<int> MostSelfRegistrations = new("participants.self_registration.daily",
        "companies", Axis.Date, Kinds.Count, "每日自助注册企业数上限", "Most companies that register themselves in a day");
    public static readonly ParameterKey<int> MostColleagues = new("participants.self_registration.people", "people",
        Axis.Date, Kinds.Count, "市场外企业的用户数上限", "Most people that act for a company outside the market");
}
