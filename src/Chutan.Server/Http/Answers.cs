using Chutan.Market.Kernel;

namespace Chutan.Server.Http;

/// <summary>A text in both languages of the platform.</summary>
public sealed record Bilingual(string Zh, string En)
{
    /// <summary>The same words in both, for names that have no translation.</summary>
    public static Bilingual Same(string text) => new(text, text);

    /// <summary>Chinese with English where there is one.</summary>
    public static Bilingual Of(string zh, string en) => new(zh, en.Length == 0 ? zh : en);
}

/// <summary>What an answer is true as of: the last journal record it includes.</summary>
public sealed record AsOf(long Position, Instant Instant);

/// <summary>Article of a legal instrument.</summary>
public sealed record CitationAnswer(string Instrument, Bilingual Title, string Article);

/// <summary>Body of every answer in the 400s and 500s.</summary>
public sealed record Problem(string Code, string Zh, string En, IReadOnlyDictionary<string, string> Parameters,
    CitationAnswer? Citation, long? Position);

/// <summary>One page of a list.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total, AsOf AsOf);

/// <summary>Answer of every accepted write.</summary>
public sealed record Receipt(long Position, Instant Instant, Bilingual Summary, string? Id);
