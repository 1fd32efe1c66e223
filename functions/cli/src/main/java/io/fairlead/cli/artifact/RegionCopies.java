package io.fairlead.cli.artifact;

import io.fairlead.cli.Complaints;
import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Surroundings;
import io.fairlead.cli.answer.Document;
import io.fairlead.cycle.PublishedSet;
import io.fairlead.cycle.StoreCheck;
import io.fairlead.wiring.artifact.SetParts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks at what regions have, and touches nothing. */
public final class RegionCopies {
  private final DeclaredSets sets;
  private final boolean json;

  /** Answers for people, or for programs. */
  public RegionCopies(DeclaredSets sets, boolean json) {
    this.sets = sets;
    this.json = json;
  }

  /** What regions lack of the newest version. */
  public ExitCode diff(List<SetParts> some, @Nullable String region) {
    return answer("diff", looked(some, region, false));
  }

  /** Reads every file of the store's newest version and of regions' copies. */
  public ExitCode verify(List<SetParts> some, @Nullable String region) {
    boolean sound = true;
    for (SetParts set : some) {
      StoreCheck check =
          new StoreCheck(
              set.store(), new PublishedSet(set.store(), set.gate()), set.stores().lanes());
      List<String> problems = check.problems(sets.deadline());
      problems.forEach(problem -> remark(set, problem));
      if (!problems.isEmpty()) {
        sound = false;
        remark(set, "'fairlead publish --scrub' brings anew what content is wrong or missing");
      }
    }
    ExitCode copies = answer("verify", looked(some, region, true));
    return sound || copies != ExitCode.DONE ? copies : ExitCode.PENDING;
  }

  private List<RegionCopy> looked(List<SetParts> some, @Nullable String region, boolean everyFile) {
    return new CopyRun(sets, new CopyOptions())
        .all(some, region, new RegionCopy.Options(everyFile, true, 100));
  }

  private ExitCode answer(String kind, List<RegionCopy> copies) {
    CopiesAnswer answer = new CopiesAnswer(copies);
    if (json) {
      var fleet = sets.topology().fleet();
      Document.About about =
          new Document.About(fleet.name(), surroundings().clock().instant(), 0, fleet.digest());
      surroundings().out().println(Document.text(answer.json(kind, about)));
    } else {
      surroundings().out().print(answer.text());
    }
    return RegionCopy.all(copies);
  }

  private void remark(SetParts set, String sentence) {
    new Complaints(surroundings(), json).remark("store of " + set.id().set() + ": " + sentence);
  }

  private Surroundings surroundings() {
    return sets.surroundings();
  }
}
