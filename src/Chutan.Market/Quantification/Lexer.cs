namespace Chutan.Market.Quantification;

internal enum TokenKind { Number, Name, Code, Unit, Sign, End }

internal readonly record struct Token(TokenKind Kind, string Text, int Column);

/// <summary>Cuts an expression into tokens. × ÷ − are the same as * / -; a unit stands in square brackets.</summary>
internal static class Lexer
{
    private static readonly ImmutableArray<string> Signs =
        ["=>", "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", ","];

    /// <summary>The tokens, ended by one of kind End; a character that begins none is a Sign of its own, which the
    /// parser refuses with its column.</summary>
    public static ImmutableArray<Token> Cut(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var token = Next(text, at, out var length);
            tokens.Add(token);
            at += length;
        }
        tokens.Add(new Token(TokenKind.End, "", text.Length + 1));
        return tokens.ToImmutable();
    }

    private static Token Next(string text, int at, out int length)
    {
        var column = at + 1;
        if (char.IsAsciiDigit(text[at])) return Take(TokenKind.Number, text, at, Number(text, at), out length);
        if (char.IsLetter(text[at]) || text[at] == '_')
            return Take(TokenKind.Name, text, at, While(text, at, c => char.IsLetterOrDigit(c) || c == '_'),
                out length);
        if (text[at] is '\'' or '[')
        {
            var (kind, close) = text[at] == '[' ? (TokenKind.Unit, ']') : (TokenKind.Code, '\'');
            var end = text.IndexOf(close, at + 1);
            length = end < 0 ? text.Length - at : end - at + 1;
            return end < 0 ? new Token(TokenKind.Sign, text[at..], column)
                : new Token(kind, text[(at + 1)..end], column);
        }
        foreach (var sign in Signs)
            if (string.CompareOrdinal(text, at, sign, 0, sign.Length) == 0)
                return Take(TokenKind.Sign, text, at, sign.Length, out length);
        length = 1;
        return new Token(TokenKind.Sign, text[at] switch { '×' => "*", '÷' => "/", '−' => "-", var c => c.ToString() },
            column);
    }

    private static Token Take(TokenKind kind, string text, int at, int count, out int length)
    {
        length = count;
        return new Token(kind, text.Substring(at, count), at + 1);
    }

    /// <summary>Digits with at most one point inside.</summary>
    private static int Number(string text, int at)
    {
        var whole = While(text, at, char.IsAsciiDigit);
        var point = at + whole;
        if (point + 1 >= text.Length || text[point] != '.' || !char.IsAsciiDigit(text[point + 1])) return whole;
        return whole + 1 + While(text, point + 1, char.IsAsciiDigit);
    }

    private static int While(string text, int at, Func<char, bool> holds)
    {
        var end = at;
        while (end < text.Length && holds(text[end])) end++;
        return end - at;
    }
}
