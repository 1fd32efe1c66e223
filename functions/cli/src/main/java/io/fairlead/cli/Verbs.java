package io.fairlead.cli;

import io.fairlead.cli.demo.DemoCommand;
import io.fairlead.cli.run.EdgeCommand;
import io.fairlead.cli.run.RunCommand;
import io.fairlead.cli.verb.Activate;
import io.fairlead.cli.verb.Artifacts;
import io.fairlead.cli.verb.Completion;
import io.fairlead.cli.verb.Cost;
import io.fairlead.cli.verb.Doctor;
import io.fairlead.cli.verb.Drain;
import io.fairlead.cli.verb.Evacuate;
import io.fairlead.cli.verb.Explain;
import io.fairlead.cli.verb.Failback;
import io.fairlead.cli.verb.Failover;
import io.fairlead.cli.verb.Freeze;
import io.fairlead.cli.verb.HelpVerb;
import io.fairlead.cli.verb.History;
import io.fairlead.cli.verb.ImportVerb;
import io.fairlead.cli.verb.Init;
import io.fairlead.cli.verb.PlanVerb;
import io.fairlead.cli.verb.Publish;
import io.fairlead.cli.verb.Replicate;
import io.fairlead.cli.verb.Restore;
import io.fairlead.cli.verb.Stacks;
import io.fairlead.cli.verb.Status;
import io.fairlead.cli.verb.TokensVerb;
import io.fairlead.cli.verb.Undrain;
import io.fairlead.cli.verb.Unfreeze;
import io.fairlead.cli.verb.Validate;
import io.fairlead.wiring.shape.Nearest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/** Every verb, in the order of the help text; a new verb is one line here. */
public final class Verbs {
  /** Makes the object that picocli reads a verb's options from. */
  public interface Maker {
    /** A fresh command for one run. */
    Object make(Surroundings surroundings);
  }

  /** Verbs by name. */
  public static final SequencedMap<String, Maker> ALL = all();

  private Verbs() {}

  /** The verb that a word was probably meant for: one it begins, else the nearest; or none. */
  static List<String> near(String typed) {
    String word = typed.toLowerCase(Locale.ROOT);
    List<String> begun =
        ALL.keySet().stream().filter(verb -> !word.isEmpty() && verb.startsWith(word)).toList();
    if (begun.size() == 1) {
      return begun;
    }
    String nearest = Nearest.to(typed, ALL.keySet());
    return nearest == null ? List.of() : List.of(nearest);
  }

  private static SequencedMap<String, Maker> all() {
    SequencedMap<String, Maker> verbs = new LinkedHashMap<>();
    verbs.put("init", Init::new);
    verbs.put("import", ImportVerb::new);
    verbs.put("validate", Validate::new);
    verbs.put("stacks", Stacks::new);
    verbs.put("activate", Activate::new);
    verbs.put("plan", PlanVerb::new);
    verbs.put("run", RunCommand::new);
    verbs.put("edge", EdgeCommand::new);
    verbs.put("demo", DemoCommand::new);
    verbs.put("status", Status::new);
    verbs.put("explain", Explain::new);
    verbs.put("history", History::new);
    verbs.put("failover", Failover::new);
    verbs.put("failback", Failback::new);
    verbs.put("drain", Drain::new);
    verbs.put("undrain", Undrain::new);
    verbs.put("evacuate", Evacuate::new);
    verbs.put("restore", Restore::new);
    verbs.put("freeze", Freeze::new);
    verbs.put("unfreeze", Unfreeze::new);
    verbs.put("publish", Publish::new);
    verbs.put("replicate", Replicate::new);
    verbs.put("artifacts", Artifacts::new);
    verbs.put("tokens", TokensVerb::new);
    verbs.put("doctor", Doctor::new);
    verbs.put("cost", Cost::new);
    verbs.put("completion", Completion::new);
    verbs.put("help", HelpVerb::new);
    return Collections.unmodifiableSequencedMap(verbs);
  }
}
