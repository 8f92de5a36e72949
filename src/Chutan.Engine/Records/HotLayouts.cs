using Chutan.Market.Clearing;
using Chutan.Market.Exchange;
using Chutan.Market.Kernel;
using Chutan.Market.Registry;

namespace Chutan.Engine.Records;

/// <summary>Fixed binary layouts of the order flow, little-endian, field after field as declared. The first byte is the
/// layout's tag, below 32, so that it can never be taken for the '{' of a JSON text. A tag is never reused: a changed
/// shape gets a new one.</summary>
internal static class HotLayouts
{
    private const byte PlaceOrderTag = 1, CancelOrderTag = 2, OrderAcceptedTag = 3, TradeExecutedTag = 4,
        OrderCancelledTag = 5, OrderExpiredTag = 6, MoneyFrozenTag = 7, MoneyReleasedTag = 8, ObligationBookedTag = 9,
        UnitsHeldTag = 10, HoldChangedTag = 11, UnitsMovedTag = 12, TransferUnitsTag = 13, ConfirmTransferTag = 14,
        WithdrawTransferTag = 15, TransferRequestedTag = 16, TransferClosedTag = 17, TransferMoneyTag = 18,
        MoneyTransferredTag = 19, TradeOfMarketTag = 20, ObligationOfMarketTag = 21, PlaceTypedTag = 22,
        AcceptedTypedTag = 23, CancelledForTag = 24;

    /// <summary>Writes a hot value; false when this type has no fixed layout.</summary>
    public static bool TryWrite(object value, RecordWriter to)
    {
        switch (value)
        {
            case PlaceOrder v:
                Head(to, PlaceTypedTag, v.Account.Number);
                to.Text(v.Instrument);
                to.Byte((byte)v.Side);
                to.Long(v.Price.FenPerTonne);
                to.Long(v.Quantity.Count);
                to.Text(v.ClientOrderId);
                to.Byte((byte)v.Type);
                return true;
            case CancelOrder v: Head(to, CancelOrderTag, v.Account.Number, v.Order.Number); return true;
            case OrderAccepted v:
                Head(to, AcceptedTypedTag, v.Order.Number, v.Account.Number, v.Price.FenPerTonne, v.Quantity.Count,
                    v.Hold.Number);
                to.Text(v.Instrument);
                to.Byte((byte)v.Side);
                to.Text(v.ClientOrderId);
                to.Byte((byte)v.Type);
                to.Long(v.Covered.Count);
                return true;
            case TradeExecuted v:
                Head(to, TradeOfMarketTag, v.Trade.Number, v.BuyOrder.Number, v.SellOrder.Number, v.Buyer.Number,
                    v.Seller.Number, v.Price.FenPerTonne, v.Quantity.Count, v.At.ToUnixTimeTicks());
                to.Byte((byte)v.Taker);
                to.Text(v.Instrument);
                to.Byte((byte)v.Mode);
                to.Long(v.Hold.Number);
                return true;
            case OrderCancelled v:
                Head(to, CancelledForTag, v.Order.Number, v.Account.Number, v.Remaining.Count);
                to.Byte((byte)v.Reason);
                return true;
            case OrderExpired v:
                Head(
                to, OrderExpiredTag, v.Order.Number, v.Account.Number, v.Remaining.Count); return true;
            default: return TryWriteLedger(value, to);
        }
    }

    /// <summary>Reads a hot value; null when the bytes are not of a fixed layout.</summary>
    public static object? TryRead(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0 || bytes[0] >= 32) return null;
        var r = new RecordReader(bytes);
        var tag = r.Byte();
        object value = tag switch
        {
            PlaceOrderTag => new PlaceOrder(
                new(r.Long()), r.Text(), (Side)r.Byte(), new(r.Long()), new(r.Long()), r.Text()),
            CancelOrderTag => new CancelOrder(new(r.Long()), new(r.Long())),
            PlaceTypedTag => new PlaceOrder(new(r.Long()), r.Text(), (Side)r.Byte(), new(r.Long()), new(r.Long()),
                r.Text(), (OrderType)r.Byte()),
            OrderAcceptedTag => ReadAccepted(ref r, typed: false),
            AcceptedTypedTag => ReadAccepted(ref r, typed: true),
            TradeExecutedTag => ReadTrade(ref r, ofMarket: false),
            TradeOfMarketTag => ReadTrade(ref r, ofMarket: true),
            OrderCancelledTag => new OrderCancelled(new(r.Long()), new(r.Long()), new(r.Long())),
            CancelledForTag => new OrderCancelled(new(r.Long()), new(r.Long()), new(r.Long()), (OrderEnd)r.Byte()),
            OrderExpiredTag => new OrderExpired(new(r.Long()), new(r.Long()), new(r.Long())),
            MoneyFrozenTag => new MoneyFrozen(new(r.Long()), new(r.Long()), new(r.Long())),
            MoneyReleasedTag => new MoneyReleased(new(r.Long()), new(r.Long()), new(r.Long())),
            ObligationBookedTag => ReadObligation(ref r, ofMarket: false),
            ObligationOfMarketTag => ReadObligation(ref r, ofMarket: true),
            UnitsHeldTag => new UnitsHeld(new Hold(new(r.Long()), new(r.Long()), (UnitKind)r.Byte(), new(r.Long()),
                (HoldCause)r.Byte(), r.Text())),
            HoldChangedTag => new HoldChanged(new(r.Long()), new(r.Long()), new(r.Long())),
            UnitsMovedTag => ReadMoved(ref r),
            TransferUnitsTag => new TransferUnits(
                new(r.Long()), new(r.Long()), (UnitKind)r.Byte(), new(r.Long()), r.Text()),
            ConfirmTransferTag => new ConfirmTransfer(new(r.Long()), new(r.Long())),
            WithdrawTransferTag => new WithdrawTransfer(new(r.Long()), new(r.Long())),
            TransferRequestedTag => ReadRequested(ref r),
            TransferClosedTag => new TransferClosed(new(r.Long()), (TransferOutcome)r.Byte()),
            TransferMoneyTag => new TransferMoney(r.Transfers(), r.Byte() == 1, r.Text()),
            MoneyTransferredTag => new MoneyTransferred(r.Transfers(), r.Text()),
            _ => throw new FormatException($"Layout {tag} is not known to this program."),
        };
        if (!r.AtEnd) throw new FormatException($"Layout {tag} goes on after its last field.");
        return value;
    }

    private static bool TryWriteLedger(object value, RecordWriter to)
    {
        switch (value)
        {
            case MoneyFrozen v: Head(to, MoneyFrozenTag, v.Account.Number, v.Order.Number, v.Amount.Fen); return true;
            case MoneyReleased v:
                Head(
                to, MoneyReleasedTag, v.Account.Number, v.Order.Number, v.Amount.Fen); return true;
            case ObligationBooked v:
                Head(to, ObligationOfMarketTag, v.Trade.Number, v.BuyOrder.Number, v.Buyer.Number, v.Seller.Number,
                    v.Quantity.Count, v.Value.Fen, v.BuyerFee.Fen, v.SellerFee.Fen, v.Released.Fen);
                to.Text(v.Instrument);
                to.Byte((byte)v.Mode);
                return true;
            case UnitsHeld { Hold: var v }:
                Head(to, UnitsHeldTag, v.Id.Number, v.Account.Number);
                to.Byte((byte)v.Kind);
                to.Long(v.Quantity.Count);
                to.Byte((byte)v.Cause);
                to.Text(v.Reference);
                return true;
            case HoldChanged v:
                Head(to, HoldChangedTag, v.Hold.Number, v.Account.Number, v.Remaining.Count);
                return true;
            case UnitsMoved { Movement: var v }: WriteMoved(v, to); return true;
            default: return TryWriteTransfer(value, to);
        }
    }

    private static bool TryWriteTransfer(object value, RecordWriter to)
    {
        switch (value)
        {
            case TransferUnits v:
                Head(to, TransferUnitsTag, v.Account.Number, v.To.Number);
                to.Byte((byte)v.Kind);
                to.Long(v.Quantity.Count);
                to.Text(v.Reason);
                return true;
            case ConfirmTransfer v: Head(to, ConfirmTransferTag, v.Account.Number, v.Transfer.Number); return true;
            case WithdrawTransfer v: Head(to, WithdrawTransferTag, v.Account.Number, v.Transfer.Number); return true;
            case TransferRequested { Transfer: var v }:
                Head(to, TransferRequestedTag, v.Id.Number, v.From.Number, v.To.Number);
                to.Byte((byte)v.Kind);
                to.Long(v.Quantity.Count);
                to.Long(v.Expires.ToUnixTimeTicks());
                to.Text(v.Reason);
                return true;
            case TransferClosed v:
                Head(to, TransferClosedTag, v.Transfer.Number);
                to.Byte((byte)v.Outcome);
                return true;
            case TransferMoney v:
                to.Byte(TransferMoneyTag);
                to.Transfers(v.Transfers.AsSpan());
                to.Byte(v.AllOrNothing ? (byte)1 : (byte)0);
                to.Text(v.Reason);
                return true;
            case MoneyTransferred v:
                to.Byte(MoneyTransferredTag);
                to.Transfers(v.Transfers.AsSpan());
                to.Text(v.Reason);
                return true;
            default: return false;
        }
    }

    private static void WriteMoved(Movement movement, RecordWriter to)
    {
        Head(to, UnitsMovedTag, movement.From.Number, movement.To.Number);
        to.Byte((byte)movement.Cause);
        to.Byte(movement.MarksTraded ? (byte)1 : (byte)0);
        to.Text(movement.Reference);
        to.Int(movement.Lots.Length);
        foreach (var (block, attributes) in movement.Lots)
        {
            to.Long(block.First);
            to.Long(block.Count);
            to.Byte((byte)attributes.Kind);
            to.Int(attributes.Vintage.Year);
            to.Byte((byte)((attributes.Traded ? 1 : 0) | (attributes.NotBankable ? 2 : 0)));
            to.Byte((byte)attributes.Origin);
            to.Text(attributes.Project);
        }
    }

    private static UnitsMoved ReadMoved(ref RecordReader r)
    {
        var (from, target, cause, marks, reference) =
            (new AccountId(r.Long()), new AccountId(r.Long()), (MovementCause)r.Byte(), r.Byte() == 1, r.Text());
        var lots = ImmutableArray.CreateBuilder<Lot>();
        for (var left = r.Int(); left > 0; left--)
        {
            var block = new SerialBlock(r.Long(), r.Long());
            var (kind, vintage, flags) = ((UnitKind)r.Byte(), new Vintage(r.Int()), r.Byte());
            lots.Add(new Lot(block,
                new LotAttributes(kind, vintage, (flags & 1) != 0, (flags & 2) != 0, (Origin)r.Byte(), r.Text())));
        }
        return new UnitsMoved(new Movement(from, target, lots.ToImmutable(), cause, marks, reference));
    }

    private static TransferRequested ReadRequested(ref RecordReader r)
    {
        var (id, from, target) = (new HoldId(r.Long()), new AccountId(r.Long()), new AccountId(r.Long()));
        var (kind, quantity) = ((UnitKind)r.Byte(), new Tonnes(r.Long()));
        var expires = Instant.FromUnixTimeTicks(r.Long());
        return new TransferRequested(new PendingTransfer(id, from, target, kind, quantity, expires, r.Text()));
    }

    /// <summary>Orders of the first layout were limit orders, and a sell order's units were all held.</summary>
    private static OrderAccepted ReadAccepted(ref RecordReader r, bool typed)
    {
        var (order, account, price, quantity, hold) = (
            new OrderId(r.Long()), new AccountId(r.Long()), new Price(r.Long()),
            new Tonnes(r.Long()), new HoldId(r.Long()));
        var (instrument, side, client) = (r.Text(), (Side)r.Byte(), r.Text());
        var (type, covered) = typed
            ? ((OrderType)r.Byte(), new Tonnes(r.Long()))
            : (OrderType.Limit, side == Side.Sell ? quantity : Tonnes.Zero);
        return new OrderAccepted(order, account, instrument, side, price, quantity, client, hold, type, covered);
    }

    /// <summary>Trades and obligations of the first layouts were all of the spot allowance and negotiated.</summary>
    private static TradeExecuted ReadTrade(ref RecordReader r, bool ofMarket)
    {
        var (trade, buy, sell, buyer, seller) = (new TradeId(r.Long()), new OrderId(r.Long()), new OrderId(r.Long()),
            new AccountId(r.Long()), new AccountId(r.Long()));
        var (price, quantity, at) = (new Price(r.Long()), new Tonnes(r.Long()), Instant.FromUnixTimeTicks(r.Long()));
        var taker = (Side)r.Byte();
        var (instrument, mode, hold) = ofMarket
            ? (r.Text(), (TradeMode)r.Byte(), new HoldId(r.Long()))
            : (Instruments.HubeiSpot, TradeMode.Negotiated, default);
        return new TradeExecuted(
            trade, instrument, mode, buy, sell, buyer, seller, price, quantity, taker, at, hold);
    }

    private static ObligationBooked ReadObligation(ref RecordReader r, bool ofMarket)
    {
        var (trade, buy, buyer, seller) = (
            new TradeId(r.Long()), new OrderId(r.Long()), new AccountId(r.Long()), new AccountId(r.Long()));
        var (quantity, value) = (new Tonnes(r.Long()), new Money(r.Long()));
        var (buyerFee, sellerFee, released) = (new Money(r.Long()), new Money(r.Long()), new Money(r.Long()));
        var (instrument, mode) = ofMarket
            ? (r.Text(), (TradeMode)r.Byte())
            : (Instruments.HubeiSpot, TradeMode.Negotiated);
        return new ObligationBooked(trade, instrument, mode, buy, buyer, seller, quantity, value, buyerFee, sellerFee,
            released);
    }

    private static void Head(RecordWriter to, byte tag, params ReadOnlySpan<long> fields)
    {
        to.Byte(tag);
        to.Longs(fields);
    }
}
