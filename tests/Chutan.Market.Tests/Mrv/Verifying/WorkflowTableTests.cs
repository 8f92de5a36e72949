using Chutan.Market.Mrv;

namespace Chutan.Market.Tests.Mrv.Verifying;

/// <summary>核查流程表: no path leaves a task without somebody who acts next.</summary>
public sealed class WorkflowTableTests
{
    [Fact]
    public void Every_stage_is_reached_and_every_stage_but_the_last_two_has_somebody_who_acts_next()
    {
        var reached = new HashSet<VerificationStage> { VerificationStage.Assigned };
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var step in VerificationWorkflow.Steps)
                if (step.To is { } to && reached.Contains(step.From)) grew |= reached.Add(to);
        }
        foreach (var stage in Enum.GetValues<VerificationStage>())
        {
            Assert.Contains(stage, reached);
            if (!VerificationWorkflow.IsOver(stage)) Assert.NotEmpty(VerificationWorkflow.NextIn(stage));
        }
    }

    [Fact]
    public void From_every_stage_there_is_a_way_to_the_end()
    {
        var ends = new HashSet<VerificationStage> { VerificationStage.Closed };
        for (var grew = true; grew;)
        {
            grew = false;
            foreach (var step in VerificationWorkflow.Steps)
                if (step.To is { } to && ends.Contains(to)
                    && step.Action is not (VerificationAction.Hold or VerificationAction.Reassign))
                    grew |= ends.Add(step.From);
        }
        Assert.All(VerificationWorkflow.Working, stage => Assert.Contains(stage, ends));
    }

    [Fact]
    public void No_step_stands_twice_in_the_table() =>
        Assert.Equal(VerificationWorkflow.Steps.Length,
            VerificationWorkflow.Steps.Select(s => (s.From, s.Action, s.By)).Distinct().Count());
}
