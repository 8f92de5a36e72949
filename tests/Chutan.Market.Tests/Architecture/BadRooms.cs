// Rooms that break the rules on purpose: RoomsTests must find each of them.
using Chutan.Market.Exchange;
using Chutan.Market.Participants;

namespace Chutan.Market.Registry
{
    internal sealed class RoomThatReadsTheExchange
    {
        public ExchangeState? Read { get; init; }
    }

    internal static class RoomThatCreatesInABody
    {
        public static bool Read() => new ExchangeState().Equals(null);
    }

    internal static class RoomThatHidesInALambda
    {
        public static Func<bool> Read() => () => new ExchangeState().Equals(null);
    }

    internal static class RoomThatHidesInAnIterator
    {
        public static IEnumerable<bool> Read()
        {
            yield return new ExchangeState().Equals(null);
        }
    }

    internal static class RoomThatReadsParticipants
    {
        public static bool Read() => new ParticipantsState().Equals(null);
    }

    internal sealed class BadState
    {
        public int Field = 1;
        public int Count { get; set; }
        public int Kept { get; init; }
        public void Apply(int count) => Count = count + Field + Kept;
    }
}

namespace Chutan.Market.Clearing
{
    internal static class RoomThatChangesAnother
    {
        public static void Change(Registry.BadState state)
        {
            state.Apply(1);
            state.Count = 2;
            state.Field = 3;
        }

        public static Registry.BadState New() => new() { Kept = 1 };
    }
}
