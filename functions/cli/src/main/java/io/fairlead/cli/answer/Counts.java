package io.fairlead.cli.answer;

import io.fairlead.cli.snapshot.Snapshot;
import io.fairlead.fleet.Safety;
import io.fairlead.health.LossWindow;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.health.TargetRecord;
import io.fairlead.health.Verdict;
import io.fairlead.health.VerdictEntry;
import io.fairlead.health.Verdicts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers behind a verdict, over all observers' newest entries. */
final class Counts {
  private Counts() {}

  static Explanation.Counters of(Snapshot snapshot, Subject subject, @Nullable VerdictEntry entry) {
    Safety safety = snapshot.fleet().safety();
    List<TargetRecord> records =
        snapshot.observations().values().stream()
            .flatMap(observation -> observation.targets().entrySet().stream())
            .filter(target -> concerns(target.getKey(), subject))
            .map(target -> target.getValue())
            .toList();
    return new Explanation.Counters(
        (int) records.stream().filter(record -> record.opinion() == Verdict.DOWN).count(),
        Math.min(
            safety.probe().rise(), records.stream().mapToInt(TargetRecord::passes).min().orElse(0)),
        safety.probe().rise(),
        records.stream().mapToInt(record -> percent(record.loss())).max().orElse(0),
        entry == null ? 0 : Verdicts.penalty(safety, entry, snapshot.at()),
        safety.damping().suppress());
  }

  private static boolean concerns(ProbeTarget target, Subject subject) {
    return subject instanceof Subject.OfRegion(String region)
        ? target.subject().region().equals(region)
            && target.subject() instanceof Subject.OfDeployment
        : target.subject().equals(subject);
  }

  private static int percent(LossWindow loss) {
    int sent = loss.sent().stream().mapToInt(Integer::intValue).sum();
    int lost = loss.lost().stream().mapToInt(Integer::intValue).sum();
    return sent == 0 ? 0 : Math.round(100f * lost / sent);
  }
}
