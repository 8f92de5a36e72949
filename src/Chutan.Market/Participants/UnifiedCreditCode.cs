namespace Chutan.Market.Participants;

/// <summary>统一社会信用代码 (GB 32100-2015): registering department, kind, division of six digits, organisation of nine
/// characters, and one check character. The letters I, O, S, V and Z are not used.</summary>
public static class UnifiedCreditCode
{
    public const int Length = 18;
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Base = 3;

    /// <summary>Whether this is a code whose check character is right.</summary>
    public static bool IsValid(string? code) =>
        code is { Length: Length } && CheckOf(code[..^1]) == code[^1] && Division.IsCode(code.Substring(2, 6));

    /// <summary>The check character of the first seventeen; null when they hold another character.</summary>
    public static char? CheckOf(string body)
    {
        var (sum, weight) = (0, 1);
        foreach (var character in body)
        {
            var value = Alphabet.IndexOf(character, StringComparison.Ordinal);
            if (value < 0) return null;
            sum += value * weight;
            weight = weight * Base % Alphabet.Length;
        }
        return Alphabet[(Alphabet.Length - sum % Alphabet.Length) % Alphabet.Length];
    }
}
