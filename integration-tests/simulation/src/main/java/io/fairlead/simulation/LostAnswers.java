package io.fairlead.simulation;

import io.fairlead.fleet.AddressId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.EvacuationFlags.Flags;
import io.fairlead.port.HistoryArchive;
import io.fairlead.port.Observations.Entries;
import io.fairlead.port.Observations.Published;
import io.fairlead.port.Reading;
import io.fairlead.port.Register;
import io.fairlead.port.SelfTest;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import io.fairlead.traffic.RecordSets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What each port method answers when no answer comes: the contract's own words for it. */
final class LostAnswers {
  private static final String WHY = "no answer in time";

  /** Stands for the answer of a method that returns nothing. */
  static final Object VOID = new Object();

  private static final Map<String, Function<@Nullable Object[], Object>> BY_METHOD =
      Map.ofEntries(
          Map.entry("Prober.probe", args -> List.of()),
          Map.entry("SelfTest.check", args -> new SelfTest.Result(false, WHY, Optional.empty())),
          Map.entry("Observations.publish", args -> Published.UNKNOWN),
          Map.entry("Observations.latest", args -> new Entries(new TreeMap<>(), new TreeMap<>())),
          Map.entry("Register.read", args -> new Register.Read.Unreachable(WHY)),
          Map.entry("Register.cas", args -> new Register.Cas.Unknown(WHY)),
          Map.entry("AddressMover.holders", LostAnswers::holders),
          Map.entry("AddressMover.move", LostAnswers::unknown),
          Map.entry("TrafficDirector.zones", LostAnswers::zones),
          Map.entry("TrafficDirector.change", LostAnswers::unknown),
          Map.entry("TrafficDirector.level", args -> VOID),
          Map.entry("EvacuationFlags.read", args -> noFlags()),
          Map.entry("EvacuationFlags.apply", LostAnswers::unknown),
          Map.entry("Notifier.send", args -> VOID),
          Map.entry("Reports.publish", args -> VOID),
          Map.entry("HistoryArchive.keep", args -> new HistoryArchive.Kept.Unknown(WHY)),
          Map.entry("HistoryArchive.since", args -> noPages()),
          Map.entry("CasCell.read", args -> new CellRead.Unknown(WHY)),
          Map.entry("CasCell.cas", args -> new CellCas.Unknown(WHY)));

  private LostAnswers() {}

  /** Whether a method has a fault point. */
  static boolean covers(String port, String method) {
    return BY_METHOD.containsKey(port + "." + method);
  }

  static Object of(String port, String method, @Nullable Object[] args) {
    Function<@Nullable Object[], Object> answer = BY_METHOD.get(port + "." + method);
    if (answer == null) {
      throw new IllegalStateException("port method without a fault point: " + port + "." + method);
    }
    return answer.apply(args);
  }

  private static Object holders(@Nullable Object[] args) {
    SortedMap<AddressId, Reading<HeldBy>> unread = new TreeMap<>();
    if (args[0] instanceof Collection<?> asked) {
      asked.forEach(id -> unread.put((AddressId) id, new Reading.Unreadable<>(WHY)));
    }
    return unread;
  }

  private static Object zones(@Nullable Object[] args) {
    SortedMap<String, Reading<RecordSets>> unread = new TreeMap<>();
    if (args[0] instanceof Collection<?> asked) {
      asked.forEach(zone -> unread.put((String) zone, new Reading.Unreadable<>(WHY)));
    }
    return unread;
  }

  private static Object unknown(@Nullable Object[] args) {
    if (!(args[0] instanceof Collection<?> orders)) {
      throw new IllegalStateException("orders expected");
    }
    return orders.stream().map(_ -> (ApplyOutcome) new ApplyOutcome.Unknown(WHY)).toList();
  }

  private static HistoryArchive.Found noPages() {
    SortedMap<String, String> silent = new TreeMap<>();
    SimFlags.STORES.forEach(store -> silent.put(store, WHY));
    return new HistoryArchive.Found(List.of(), silent);
  }

  private static Flags noFlags() {
    SortedMap<String, String> silent = new TreeMap<>();
    SimFlags.STORES.forEach(store -> silent.put(store, WHY));
    return new Flags(new TreeMap<>(), silent, false);
  }
}
