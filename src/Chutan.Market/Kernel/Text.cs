using System.Globalization;
using NodaTime.Text;

namespace Chutan.Market.Kernel;

/// <summary>Culture-free text of values, for refusal parameters and explanations. The edge formats for
/// people.</summary>
public static class Text
{
    public static string Of(object value) => value switch
    {
        string s => s,
        Tonnes t => t.Count.ToString(CultureInfo.InvariantCulture),
        Money m => (m.Fen / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        Price p => (p.FenPerTonne / 100m).ToString("0.00", CultureInfo.InvariantCulture),
        LocalDate d => LocalDatePattern.Iso.Format(d),
        LocalTime t => LocalTimePattern.GeneralIso.Format(t),
        Instant i => InstantPattern.General.Format(i),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
