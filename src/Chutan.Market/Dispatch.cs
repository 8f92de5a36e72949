using Chutan.Market.Accounting;
using Chutan.Market.Allocation;
using Chutan.Market.Auctions;
using Chutan.Market.Clearing;
using Chutan.Market.Compliance;
using Chutan.Market.Disclosure;
using Chutan.Market.Exchange;
using Chutan.Market.Exchange.Modes;
using Chutan.Market.Flows;
using Chutan.Market.Mrv;
using Chutan.Market.Offsets;
using Chutan.Market.Oversight;
using Chutan.Market.Participants;
using Chutan.Market.Quantification;
using Chutan.Market.Registry;

namespace Chutan.Market;

/// <summary>From a command to the function that decides it. Authority first, then the room or flow.</summary>
public static class Dispatch
{
    /// <summary>Decides one command against the state. Pure: changes nothing, asks nobody. An accepted decision
    /// carries every rule value it used; one that needed a value that is not to be had is refused with its
    /// name.</summary>
    public static Decision Decide(Command command, in CommandContext context, MarketState state)
    {
        if (Authority.Check(command, context.Actor, state) is { } denied) return denied;
        var decision = ToRoom(command, context, state);
        if (context.Rules.Missing is { } missing) return missing;
        return decision is Decision.Accepted accepted && !context.Rules.IsUntouched
            ? accepted with { Rules = context.Rules.Used }
            : decision;
    }

    private static Decision ToRoom(Command command, in CommandContext context, MarketState state) => command switch
    {
        // What comes by the million is asked for first.
        PlaceOrder c => PlacingOrders.Decide(c, context, state),
        CancelOrder c => EndingOrders.Decide(c, state),

        // Rulebook
        AdoptRulebook c => Adopting.Decide(c),
        AdoptRuleValue c => Adopting.Decide(c, context, state.Rulebook),

        // Participants
        RegisterParticipant c => Registration.Decide(c, context, state.Participants),
        RegisterEnterprise c => SelfRegistration.Decide(c, context, state.Participants),
        AppointColleague c => SelfRegistration.Decide(c, context, state.Participants),
        AppointRepresentative c => Registration.Decide(c, context, state.Participants),
        ChangeRepresentative c => Registration.Decide(c, state.Participants),
        SetParticipantStatus c => ChangingStatus.Decide(c, context, state),

        // Registry
        FoundRegistry => Accounts.DecideFounding(context, state.Registry, state.Participants),
        OpenAccount c => Accounts.Decide(c, context, state.Registry, state.Participants),
        ApplyForAccount c => AccountApplications.Decide(c, context, state.Registry, state.Participants),
        DeclineApplication c => AccountApplications.Decide(c, state.Registry),
        CloseAccount c => ClosingAccounts.Decide(c, state),
        SetAccountStatus c => Accounts.Decide(c, state.Registry),
        SetHoldingLimit c => Accounts.Decide(c, state.Registry),
        TransferUnits c => Transfers.Decide(c, context, state.Registry),
        ConfirmTransfer c => Transfers.Decide(c, context, state.Registry),
        WithdrawTransfer c => Transfers.Decide(c, state.Registry),
        ExpireTransfers => Transfers.DecideExpiry(context, state.Registry),
        TransferChain c => Transfers.Decide(c, state.Registry),
        FreezeUnits c => Freezing.Decide(c, context, state.Registry),
        ReleaseHold c => Freezing.Decide(c, context, state.Registry),
        DeductByJudgment c => Freezing.Decide(c, state.Registry),
        CancelUnits c => Cancelling.Decide(c, context, state.Registry),
        ReverseMovement c => Reversing.Decide(c, state.Registry),

        // Allocation
        ListEntities c => Listing.Decide(c, context, state.Participants.IsEmitter, state.Allocation),
        RemoveEntity c => Listing.Decide(c, context, state.Allocation, state.Mrv),
        SetCap c => CapFlow.Decide(c, context, state),
        ComputeMarketFactor c => CapFlow.Decide(c, context, state),
        DeclareMarketFactor c => CapSetting.Decide(c, state.Allocation),
        ReleaseReserve c => CapFlow.Decide(c, context, state),
        SetSectorParameters c => Plan.Decide(c, context, state.Allocation),
        FixBenchmark c => Plan.Decide(c, context, state.Allocation, state.Mrv),
        PreAllocate c => PreAllocating.Decide(c, context, state),
        DetermineAllocation c => Determining.Decide(c, context, state),
        CorrectAllocation c => Correcting.Decide(c, context, state),
        RecalculateAllocation c => Recalculating.Decide(c, context, state),
        ExcludeFromIssue c => Correcting.Decide(c, context, state),
        IssueToNewEntrant c => Granting.Decide(c, state),
        IssueByTable c => Granting.Decide(c, state),
        FileObjection c => Objections.Decide(c, context, state.Allocation),
        DecideObjection c => Correcting.Decide(c, context, state),

        // Mrv
        FileDocument c => Documents.Decide(c, context, state.Mrv),
        FilePlan c => Planning.Decide(c, context, state.Participants, state.Mrv, state.Quantification),
        ApprovePlan c => Planning.Decide(c, state.Mrv),
        ReturnPlan c => Planning.Decide(c, state.Mrv),
        FileMonth c => QualityGate.Month(Filing.Decide(c, context, state.Participants, state.Mrv,
            state.Quantification), context, state.Mrv, state.Quantification),
        CheckMonth c => Checking.Decide(c, context, state.Mrv),
        AcceptMonth c => Checking.Decide(c, state.Mrv),
        RequestCorrection c => MonthCorrecting.Decide(c, context, state.Mrv, state.Quantification),
        DecideCorrection c => QualityGate.Month(MonthCorrecting.Decide(c, context, state.Mrv), context, state.Mrv,
            state.Quantification),
        RecordCalibration c => Calibrating.Decide(c, context, state.Mrv),
        FileCapture c => ClaimingCapture.Decide(c, state),
        VerifyCapture c => ClaimingCapture.Decide(c, context, state),
        FileCems c => CemsHours.Decide(c, context, state.Mrv),
        ReturnMonth c => Checking.Decide(c, state.Mrv),
        PublishChecks c => PublishingChecks.Decide(c, state.Mrv.Checks),
        RegisterLaboratory c => Registers.Decide(c),
        ImportLabCopies c => Registers.Decide(c, state.Mrv.Checks),
        RecordComparisons c => Registers.Decide(c, state.Participants),
        NoteDocuments c => Registers.Decide(c),
        FileContract c => Registers.Decide(c),
        ExplainAlert c => AlertHandling.Decide(c, state.Mrv),
        CloseAlert c => AlertHandling.Decide(c, context, state.Mrv.Checks),
        ProposeSuppression c => AlertHandling.Decide(c, context, state.Mrv.Checks),
        DecideSuppression c => AlertHandling.Decide(c, context, state.Mrv.Checks),
        ReviewQuality c => CheckingConduct.Decide(c, context, state),
        ReplayChecks c => QualityReviewing.Decide(c, context, state.Mrv, state.Quantification),
        SubmitReport c => Reporting.Decide(c, context, state.Participants, state.Mrv),
        AssignVerifier c => GivingVerifications.Decide(c, context, state),
        ReturnReport c => Verification.Decide(c, context, state.Participants, state.Mrv),
        SubmitVerification c => CheckingConduct.Of(Verification.Decide(c, context, state.Participants, state.Mrv),
            context, state),
        AcceptReport c => Restating.Decide(c, context, state),
        PrepareAnnualReport c => AnnualReporting.Decide(c, context, state.Participants, state.Mrv,
            state.Quantification),
        SubmitAnnualReport c => QualityGate.Year(AnnualReporting.Decide(c, context, state.Participants, state.Mrv),
            context, state.Mrv, state.Quantification),
        BringInReport c => EarlierReports.Decide(c, context, state.Participants, state.Mrv),
        ExtendReportDeadline c => ReportDeadlines.Decide(c, context, state.Participants, state.Mrv),
        RemindReports c => ReportDeadlines.Decide(c, context, state.Mrv),
        DetermineEmissions c => Restating.Decide(c, context, state),
        ReopenReport c => Reopening.Decide(c, context, state.Mrv),
        ReopenOnRecheck c => Reopening.Decide(c, context, state.Mrv),
        RefuseReport c => Verification.Decide(c, context, state.Mrv),
        RecordVerifiedEmissions c => Verification.Decide(c, state.Participants, state.Mrv),

        // Mrv: verification bodies and their work
        FileBodyProfile c => BodyRecords.Decide(c, state.Participants, state.Mrv),
        EnterVerifier c => BodyRecords.Decide(c, state.Participants, state.Mrv),
        EndVerifier c => BodyRecords.Decide(c, state.Mrv),
        DeclareInterest c => CheckingConduct.Of(BodyRecords.Decide(c, context, state.Participants, state.Mrv),
            context, state),
        EndInterest c => BodyRecords.Decide(c, state.Mrv),
        CheckImpartiality c => BodyRecords.Decide(c, context, state.Mrv),
        NameVerificationTeam c => CheckingConduct.Of(Assigning.Decide(c, context, state.Participants, state.Mrv),
            context, state),
        DeclineVerification c => Assigning.Decide(c, context, state.Participants, state.Mrv),
        HoldVerification c => Assigning.Decide(c, context, state.Participants, state.Mrv),
        ResumeVerification c => Assigning.Decide(c, context, state.Participants, state.Mrv),
        ReassignVerification c => GivingVerifications.Decide(c, context, state),
        StartDocumentReview c => SiteWork.Decide(c, context, state.Participants, state.Mrv),
        ReviewDocuments c => SiteWork.Decide(c, context, state.Participants, state.Mrv),
        PlanSiteVisit c => SiteWork.Decide(c, context, state.Participants, state.Mrv),
        RecordSiteVisit c => CheckingConduct.Of(SiteWork.Decide(c, context, state.Participants, state.Mrv),
            context, state),
        NoteFinding c => FindingWork.Decide(c, context, state.Participants, state.Mrv),
        IssueFindings c => CheckingConduct.Of(FindingWork.Decide(c, context, state.Participants, state.Mrv),
            context, state),
        AcknowledgeFindings c => FindingWork.Decide(c, context, state.Participants, state.Mrv),
        AnswerFindings c => FindingWork.Decide(c, context, state.Participants, state.Mrv),
        CheckAnswers c => FindingWork.Decide(c, context, state.Participants, state.Mrv),
        LapseAnswers c => FindingWork.Decide(c, context, state.Participants, state.Mrv),
        EndAnswerTerms c => FindingWork.Decide(c, context, state.Participants, state.Mrv),
        RecalculateConservatively c => FindingWork.Decide(c, context, state.Participants, state.Mrv),
        DraftConclusion c => CheckingConduct.Of(Concluding.Decide(c, context, state.Participants, state.Mrv),
            context, state),
        ReviewConclusion c => CheckingConduct.Of(Concluding.Decide(c, context, state.Participants, state.Mrv),
            context, state),
        ReturnVerification c => Concluding.Decide(c, context, state.Participants, state.Mrv),
        NotifyConclusion c => Concluding.Decide(c, context, state.Participants, state.Mrv),
        AgreeToConclusion c => Concluding.Decide(c, context, state.Participants, state.Mrv),
        ObjectToConclusion c => Concluding.Decide(c, context, state.Participants, state.Mrv),
        DecideConclusionObjection c => Concluding.Decide(c, context, state.Participants, state.Mrv),
        FileReportComplaint c => Rechecks.Decide(c, context, state.Participants, state.Mrv),
        DrawRechecks c => Rechecks.Decide(c, context, state.Mrv),
        OpenRecheck c => GivingVerifications.Decide(c, context, state),
        HandInRecheck c => CheckingConduct.Of(Rechecks.Decide(c, context, state.Participants, state.Mrv),
            context, state),
        SettleRecheck c => Rechecks.Decide(c, context, state.Participants, state.Mrv),
        RecordVerificationError c => Rechecks.Decide(c, context, state.Mrv),
        DrawRoutineChecks c => RoutineChecks.Decide(c, context, state.Participants, state.Mrv),
        RecordRoutineCheck c => RoutineChecks.Decide(c, state.Mrv),
        PublishEvaluation c => Evaluations.Decide(c, context, state.Mrv),

        // Exchange
        ReplaceOrder c => PlacingOrders.Decide(c, context, state),
        CancelAllOrders c => EndingOrders.Decide(c, state),
        SetCancelOnDisconnect c => DisconnectOption.Decide(c, state.Exchange),
        BeginClosingCall c => Calls.Decide(c, context, state.Exchange),
        UncrossCall c => UncrossingCalls.Decide(c, context, state),
        CloseTrading c => EndingOrders.Decide(c, context, state),
        OpenBusinessDay c => OpeningDay.Decide(c, context, state),
        PostListing c => MakingOffers.Decide(c, context, state),
        ProposeAgreement c => MakingOffers.Decide(c, context, state),
        ListOffer c => MakingOffers.Decide(c, context, state),
        ProposeBlock c => MakingOffers.Decide(c, context, state),
        CounterBlock c => MakingOffers.Decide(c, context, state),
        TakeListing c => TakingOffers.Decide(c, context, state),
        ConfirmAgreement c => TakingOffers.Decide(c, context, state),
        ChooseOffer c => TakingOffers.Decide(c, context, state),
        ConfirmBlock c => TakingOffers.Decide(c, context, state),
        WithdrawOffer c => EndingOffers.Decide(c, context, state),
        DeclineOffer c => EndingOffers.Decide(c, state),
        AnnounceOneWay c => RunningOneWay.Decide(c, context, state),
        CancelOneWay c => EndingOneWay.Decide(c, context, state),
        OpenOneWay c => RunningOneWay.Decide(c, context, state),
        BidOneWay c => RunningOneWay.Decide(c, context, state),
        CloseOneWay c => ClosingOneWay.Decide(c, context, state),
        HaltTrading c => Halting.Decide(c, state.Exchange),
        ResumeTrading c => Halting.Decide(c, state.Exchange),

        // Auctions
        OpenAuctionAccount => AuctioningReserve.DecideAccount(context, state),
        SetCorporateGroup c => Announcing.Decide(c, state.Participants),
        AnnounceAuction c => AuctioningReserve.Decide(c, context, state),
        CancelAuction c => AuctioningReserve.Decide(c, state),
        OpenAuction c => Course.Decide(c, context, state.Auctions),
        SubmitBid c => AuctioningReserve.Decide(c, context, state),
        WithdrawBid c => AuctioningReserve.Decide(c, context, state),
        CloseBidding c => Course.Decide(c, context, state.Auctions),
        ClearAuction c => SettlingAuction.Decide(c, context, state),
        PayAward c => SettlingAuction.Decide(c, context, state),
        EndPayments c => SettlingAuction.Decide(c, context, state),

        // Clearing
        DisburseAuctionRevenue c => Disbursing.Decide(c, state.Clearing),
        DepositMoney c => Cash.Decide(c, state.Clearing, state.Registry),
        WithdrawMoney c => Cash.Decide(c, state.Clearing, state.Registry),
        RegisterSettlementBank c => Banking.Decide(c, state.Clearing, state.Participants),
        BindBankAccount c => Banking.Decide(c, state.Clearing, state.Registry),
        TransferMoney c => Transferring.Decide(c, state.Clearing, state.Registry),
        RequestWithdrawal c => Withdrawals.Decide(c, context, state.Clearing),
        CancelWithdrawal c => Withdrawals.Decide(c, state.Clearing),
        ImportBankFile c => BankFiles.Decide(c, context, state.Clearing, state.Participants),
        IssueBankFile c => BankFiles.Decide(c, context, state.Clearing),
        SettleDay c => SettlingDay.Decide(c, context, state),
        RunSettlementStep c => RunningSettlement.Decide(c, context, state),
        ConfirmDelivery c => SettlementSteps.Decide(c, state.Clearing),
        ReconcileBooks c => Reconciling.Decide(c, context, state.Clearing),
        NoteDifference c => Reconciling.Decide(c, context, state.Clearing),
        ProposeOverride c => Reconciling.Decide(c, context, state.Clearing),
        ConfirmOverride c => Reconciling.Decide(c, context, state.Clearing),
        ObjectToStatement c => Objecting.Decide(c, state.Clearing),
        AnswerObjection c => Objecting.Decide(c, state.Clearing),
        MakeUpDefault c => Defaulting.Decide(c, context, state),
        CoverDefault c => Defaulting.Decide(c, context, state),
        CloseOutDefault c => Defaulting.Decide(c, context, state),
        CollectDefault c => Defaulting.Decide(c, state),
        ReconcileDay c => Reconciliation.Decide(c, state.Clearing),

        // Offsets
        RegisterProject c => Crediting.Decide(c, state.Offsets),
        IssueCredits c => IssuingCredits.Decide(c, context, state),

        // Compliance
        SetDeadline c => Deadlines.Decide(c, state.Compliance),
        ExtendDeadline c => Deadlines.Decide(c, context, state.Compliance),
        SurrenderUnits c => Surrendering.Decide(c, context, state),
        AssessCompliance c => Assessing.Decide(c, context, state),
        ImposePenalty c => Penalising.Decide(c, context, state),
        ImposeReportPenalty c => Penalising.Decide(c, context, state),
        PenaliseFraud c => PenalisingFraud.Decide(c, context, state),
        ExpireUnits c => Expiring.Decide(c, context, state),

        // Quantification
        PublishMethodology c => Publishing.Decide(c, state.Quantification),
        SelectMethodology c => Publishing.Decide(c, state.Quantification),

        // Oversight
        ReviewDay c => ReviewingDay.Decide(c, context, state),
        RaiseTrigger c => Triggers.Decide(c, context, state.Oversight.Stability),
        DismissTrigger c => Triggers.Decide(c, state.Oversight.Stability),
        AppointExpert c => Committee.Decide(c, state.Participants, state.Oversight.Stability),
        EndExpertTerm c => Committee.Decide(c, state.Oversight.Stability),
        DraftPlan c => Committee.Decide(c, context, state.Oversight.Stability),
        VoteOnPlan c => Committee.Decide(c, context, state.Oversight.Stability),
        WithdrawPlan c => Committee.Decide(c, state.Oversight.Stability),
        OpenInterventionAccount => Intervening.DecideAccount(context, state),
        AnnouncePlan c => Intervening.Decide(c, context, state),
        PlaceInterventionOrder c => Intervening.Decide(c, context, state),
        BookInterventionAgreement c => Intervening.Decide(c, context, state),
        CancelInterventionOrder c => Intervening.Decide(c, state),
        CloseIntervention c => Intervening.Decide(c, state),
        ImposeRestriction c => Restricting.Decide(c, state),
        LiftRestriction c => Measures.Decide(c, state.Oversight.Measures),
        IssueWarning c => Restricting.Decide(c, state),
        AcknowledgeWarning c => Measures.Decide(c, state.Oversight.Measures),
        RecordRelation c => Relations.Decide(c, state.Participants, state.Oversight.Measures),
        EndRelation c => Relations.Decide(c, state.Oversight.Measures),
        SetGroupLimit c => Relations.Decide(c, state.Oversight.Measures),
        SetClassLimit c => Relations.Decide(c),
        ReportLargeHolding c => LargeHolders.Decide(c, state.Oversight.Measures),
        DismissAlert c => Alerts.Decide(c, state.Oversight.Surveillance),
        OpenCase c => Cases.Decide(c, context, state.Oversight),
        AssignCase c => Cases.Decide(c, context, state.Participants, state.Oversight.Cases),
        NoteCase c => Cases.Decide(c, context, state.Oversight.Cases),
        CloseCase c => Cases.Decide(c, context, state.Oversight.Cases),

        // Disclosure
        DefineIndex c => PublishingIndices.Decide(c, state),
        ReviseIndex c => PublishingIndices.Decide(c, state),
        RecordOutsidePrice c => PublishingIndices.Decide(c, context, state),
        ComputeIndices c => PublishingIndices.Decide(c, state),

        // Accounting
        RegisterSite c => Organisation.Decide(c, state.Accounting),
        SetStake c => Organisation.Decide(c, state.Accounting),
        RegisterSource c => RegisteringSources.Decide(c, state.Accounting, state.Quantification),
        CloseSource c => RegisteringSources.Decide(c, state.Accounting),
        OpenInventory c => OpeningInventories.Decide(c, context, state.Accounting, state.Quantification),
        SetReference c => OpeningInventories.Decide(c, state.Accounting),
        RecordActivity c => Activities.Decide(c, context, state.Accounting, state.Mrv, state.Quantification),
        RecordActivities c => ActivityBatch.Decide(c, context, state.Accounting, state.Mrv, state.Quantification),
        AssessUncertainty c => AssessingUncertainty.Decide(c, state.Accounting),
        RemoveActivity c => Activities.Decide(c, state.Accounting),
        ReviewMonth c => Reviewing.Decide(c, context, state.Accounting),
        LockMonth c => Reviewing.Decide(c, context, state.Accounting),
        IssueInventory c => Issuing.Decide(c, context, state.Accounting),
        RestateInventory c => Issuing.Decide(c, context, state.Accounting),
        SetBaseYear c => Issuing.Decide(c, state.Accounting),
        SetTarget c => Targets.Decide(c, state.Accounting),
        EnterMeasure c => EnteringMeasures.Decide(c, state.Accounting),
        WithdrawMeasure c => EnteringMeasures.Decide(c, state.Accounting),
        RetireForFootprint c => RetiringForFootprint.Decide(c, context, state),
        DeclareNeutrality c => Neutrality.Decide(c, context, state.Accounting, state.Registry),

        _ => throw new InvalidOperationException($"No decision for {command.GetType().Name}."),
    };
}
