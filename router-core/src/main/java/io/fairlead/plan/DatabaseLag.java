package io.fairlead.plan;

import java.time.Duration;

/**
 * How far a region's server of a database is behind the one that takes writes.
 *
 * @param database the database
 * @param bound lag beyond which the region takes no new share
 * @param maxLoss bytes that it may not have received where promoting it is allowed
 */
public record DatabaseLag(String database, Server server, Duration bound, long maxLoss)
    implements Lag {
  public DatabaseLag {
    if (bound.isNegative() || maxLoss < 0) {
      throw new IllegalArgumentException(
          "bound " + bound + " or loss bound " + maxLoss + " is negative");
    }
  }

  /** What is known of a server. */
  public sealed interface Server {
    /** It takes writes: it lacks nothing. */
    record Writes() implements Server {}

    /**
     * It replays what another one writes.
     *
     * @param lag time for which it is not known to have replayed all that was committed
     * @param toReplay bytes of the log that its queries do not see
     * @param toReceive bytes of the log that it is not known to have: what promoting it would lose
     */
    record Replica(Duration lag, long toReplay, long toReceive) implements Server {
      public Replica {
        if (lag.isNegative() || toReplay < 0 || toReceive < 0) {
          throw new IllegalArgumentException(
              "lag " + lag + ", " + toReplay + " or " + toReceive + " bytes are below 0");
        }
      }
    }

    /**
     * Another one was promoted past it: what it has, or takes, is not what others go on from.
     *
     * @param timeline its own
     * @param by the region whose server was promoted
     * @param newest the timeline there
     */
    record LeftBehind(long timeline, String by, long newest) implements Server {}

    /** Nobody can tell: it counts neither as behind nor as fresh. */
    record NotKnown(String why) implements Server {}
  }

  @Override
  public boolean isKnown() {
    return !(server instanceof Server.NotKnown);
  }

  @Override
  public boolean beyond(boolean promoted) {
    return switch (server) {
      case Server.Writes _, Server.NotKnown _ -> false;
      case Server.LeftBehind _ -> true;
      case Server.Replica(Duration lag, long _, long toReceive) ->
          lag.compareTo(bound) > 0 || (promoted && toReceive > maxLoss);
    };
  }

  @Override
  public boolean losesTooMuch() {
    return switch (server) {
      case Server.Writes _, Server.NotKnown _ -> false;
      case Server.LeftBehind _ -> true;
      case Server.Replica(var _, long _, long toReceive) -> toReceive > maxLoss;
    };
  }

  @Override
  public String most(boolean promoted) {
    return Durations.text(bound) + (promoted ? " and " + mostLost() + " not received" : "");
  }

  @Override
  public String mostLost() {
    return maxLoss + " B";
  }

  @Override
  public String text() {
    return switch (server) {
      case Server.Writes() -> "its server of " + database + " takes writes";
      case Server.NotKnown(String why) -> "its server of " + database + " is not known: " + why;
      case Server.LeftBehind(long timeline, String by, long newest) ->
          "its server of %s is on timeline %d, which %s left with timeline %d"
              .formatted(database, timeline, by, newest);
      case Server.Replica(Duration lag, long toReplay, long _) when lag.isZero() && toReplay == 0 ->
          "its replica of " + database + " is in step";
      case Server.Replica(Duration lag, long toReplay, long toReceive) ->
          "its replica of %s is %s behind: %d B not replayed, %d B not received"
              .formatted(database, Durations.measured(lag), toReplay, toReceive);
    };
  }
}
