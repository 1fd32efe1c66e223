package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Region;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One change a target at a time, and an address goes from where it is to one listed node. */
record ExactlyOne() implements GuardRule {
  private static final String LIMIT = "1 change a target, 1 listed holder an address";

  @Override
  public String name() {
    return "exactly-one";
  }

  @Override
  public List<RuleResult> check(Checked checked) {
    List<RuleResult> findings = new ArrayList<>();
    Set<TargetId> seen = new HashSet<>();
    for (Action action : checked.plan().actions()) {
      TargetId target = action.change().target();
      if (!seen.add(target)) {
        findings.add(refuses(target.text(), LIMIT, "2 changes in one plan"));
      }
      if (checked.situation().busy(target)) {
        findings.add(refuses(target.text(), LIMIT, "an intent is open"));
      }
      if (action.change() instanceof Change.Move move) {
        String wrong = wrong(checked, move);
        if (wrong != null) {
          findings.add(refuses(target.text(), LIMIT, wrong));
        }
      }
    }
    return Checked.results(findings, name(), LIMIT, "each of " + seen.size() + " changed once");
  }

  private static @Nullable String wrong(Checked checked, Change.Move move) {
    AddressId address = move.address();
    Region region = checked.view().fleet().regions().get(address.region());
    FloatingAddress declared =
        region == null ? null : region.floatingAddresses().get(address.address());
    if (declared == null || !declared.nodes().contains(move.to())) {
      return move.to() + " is not a node of the address";
    }
    if (!(checked.view().current().holders().get(address)
        instanceof Reading.Known<HeldBy>(HeldBy held))) {
      return "its holder is not known";
    }
    return Objects.equals(held.node(), move.from()) && !move.to().equals(move.from())
        ? null
        : "it is " + held.text();
  }

  @Override
  public List<PlanReason> blames(Checked checked, Action refused) {
    return List.of();
  }

  @Override
  public boolean passing() {
    return true;
  }
}
