using Chutan.Market.Registry;

namespace Chutan.Market.Offsets;

public abstract record OffsetEvent : Event;

/// <summary>减排项目: what the law asks about the origin of an offset credit.</summary>
/// <param name="Code">Project code, unique.</param>
/// <param name="Province">Province code of the place of the reductions.</param>
/// <param name="City">City or prefecture code.</param>
/// <param name="InsideCoveredBoundary">Lies within the organisational boundary of a covered entity.</param>
/// <param name="LargeHydropower">Large or medium hydropower.</param>
/// <param name="Registered">Reductions are registered (备案); otherwise only a share of them counts, for a time.</param>
/// <param name="Generated">Reductions generated so far, t: what the share of unregistered ones is taken of.</param>
public sealed record Project(string Code, UnitKind Kind, string NameZh, string NameEn, string Province, string City,
    string Methodology, bool InsideCoveredBoundary, bool LargeHydropower, bool Registered, Tonnes Generated);

/// <summary>Credit types and projects with what was issued from them.</summary>
public sealed class OffsetsState
{
    private readonly SortedDictionary<string, Project> projects = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Tonnes> issued = new(StringComparer.Ordinal);

    /// <summary>Projects by code.</summary>
    public IReadOnlyCollection<Project> Projects => projects.Values;

    public Project? Find(string project) => projects.GetValueOrDefault(project);

    /// <summary>Credits issued from a project so far.</summary>
    public Tonnes Issued(string project) => issued.GetValueOrDefault(project);

    internal void Apply(OffsetEvent happened, EventContext context)
    {
        switch (happened)
        {
            case ProjectRegistered e: projects.Add(e.Project.Code, e.Project); break;
            case CreditsIssued e: issued[e.Project] = Issued(e.Project) + e.Quantity; break;
        }
    }

    internal void Save(StateWriter to)
    {
        to.Many(projects.Values, p =>
        {
            to.String(p.Code);
            to.Int((int)p.Kind);
            foreach (var text in new[] { p.NameZh, p.NameEn, p.Province, p.City, p.Methodology }) to.String(text);
            to.Bool(p.InsideCoveredBoundary);
            to.Bool(p.LargeHydropower);
            to.Bool(p.Registered);
            to.Long(p.Generated.Count);
        });
        to.Many(issued, i =>
        {
            to.String(i.Key);
            to.Long(i.Value.Count);
        });
    }

    internal void Load(StateReader from)
    {
        from.Many(() =>
        {
            var project = new Project(from.String(), (UnitKind)from.Int(), from.String(), from.String(), from.String(),
                from.String(), from.String(), from.Bool(), from.Bool(), from.Bool(), new Tonnes(from.Long()));
            projects.Add(project.Code, project);
        });
        from.Many(() => issued.Add(from.String(), new Tonnes(from.Long())));
    }
}
