using Chutan.Market.Kernel;

namespace Chutan.Server.Http;

/// <summary>Ends a request with a refusal of the edge. Caught in one place, at the top of the pipeline.</summary>
internal sealed class RefusedException(int status, Refusal refusal) : Exception(refusal.Code)
{
    private static readonly Citation House = new("HTTP API");

    public int Status { get; } = status;
    public Refusal Refusal { get; } = refusal;

    public static RefusedException NotFound() => new(404, EdgeRefusals.NotFound.With(House));
    public static RefusedException SignIn() => new(401, EdgeRefusals.SignInRequired.With(House));

    public static RefusedException Malformed(string field, string expected) =>
        new(400, EdgeRefusals.Malformed.With(House, ("field", field), ("expected", expected)));

    public static RefusedException Of(int status, RefusalCode code, params ReadOnlySpan<(string, object)> parameters) =>
        new(status, code.With(House, parameters));
}
