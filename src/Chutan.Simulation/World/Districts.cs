using Chutan.Market.Participants;

namespace Chutan.Simulation.World;

/// <summary>区县: the districts and counties of each city of Hubei, by their codes (GB/T 2260). A code of registration
/// carries one of them; where the city's own office registers, it carries the city's.</summary>
internal static class Districts
{
    /// <summary>One in so many firms is on the register of the city itself.</summary>
    private const int AtTheCity = 17;

    private static readonly ImmutableArray<string> All =
    [
        "420102", "420103", "420104", "420105", "420106", "420107", "420111", "420112", "420113", "420114",
        "420115", "420116", "420117",
        "420202", "420203", "420204", "420205", "420222", "420281",
        "420302", "420303", "420304", "420322", "420323", "420324", "420325", "420381",
        "420502", "420503", "420504", "420505", "420506", "420525", "420526", "420527", "420528", "420529",
        "420581", "420582", "420583",
        "420602", "420606", "420607", "420624", "420625", "420626", "420682", "420683", "420684",
        "420702", "420703", "420704",
        "420802", "420804", "420822", "420881", "420882",
        "420902", "420921", "420922", "420923", "420981", "420982", "420984",
        "421002", "421003", "421022", "421024", "421081", "421083", "421087", "421088",
        "421102", "421121", "421122", "421123", "421124", "421125", "421126", "421127", "421181", "421182",
        "421202", "421221", "421222", "421223", "421224", "421281",
        "421303", "421321", "421381",
        "422801", "422802", "422822", "422823", "422825", "422826", "422827", "422828",
    ];

    /// <summary>The office that registers the firm of a number: a district's, one after the other, or the city's.
    /// </summary>
    public static string OfficeOf(City city, int number)
    {
        var own = All.Where(d => Division.SameCity(d, city.Code)).ToImmutableArray();
        return own.IsEmpty || number % AtTheCity == 0 ? city.Code : own[number % own.Length];
    }
}
