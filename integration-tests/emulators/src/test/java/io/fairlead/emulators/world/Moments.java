package io.fairlead.emulators.world;

import io.fairlead.emulators.twin.AwsTwin;
import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Fault;
import io.fairlead.emulators.twin.FaultRules.Where;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Calls that change something, and processes that die at them. */
final class Moments {
  /** An address is put on, in earnest. */
  static final Predicate<Call> PUTS_ON =
      new Where("ec2", "", "AssociateAddress")
          .and(call -> !call.parameter("DryRun").equals("true"));

  /** Records are changed. */
  static final Predicate<Call> CHANGES_RECORDS =
      new Where("route53", "", "ChangeResourceRecordSets");

  /** A flag is raised. */
  static final Predicate<Call> RAISES =
      new Where("s3", "", "PutObject").and(call -> call.path().contains("/flags/"));

  private Moments() {}

  /** From the n-th such call on nothing that the process sends arrives; the first is 1. */
  static void dies(AwsTwin twin, Predicate<Call> at, int number) {
    AtomicInteger seen = new AtomicInteger();
    twin.faults()
        .add(
            call -> seen.get() >= number || at.test(call) && seen.incrementAndGet() == number,
            new Fault.CutBefore());
  }

  /** The n-th such call takes effect, and after it nothing that the process sends arrives. */
  static void diesAfter(AwsTwin twin, Predicate<Call> at, int number) {
    AtomicInteger seen = new AtomicInteger();
    AtomicReference<Call> last = new AtomicReference<>();
    twin.faults()
        .add(
            call -> {
              boolean now = at.test(call) && seen.incrementAndGet() == number;
              if (now) {
                last.set(call);
              }
              return now;
            },
            new Fault.CutAfter());
    twin.faults().add(call -> last.get() != null && last.get() != call, new Fault.CutBefore());
  }

  /** Such calls among those that arrived. */
  static List<Call> of(AwsTwin twin, Predicate<Call> which) {
    return twin.calls().stream().filter(which).toList();
  }
}
