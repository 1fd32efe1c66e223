package io.fairlead.cli;

import io.fairlead.cli.demo.DemoCommand;
import io.fairlead.cli.run.EdgeCommand;
import io.fairlead.cli.run.RunCommand;
import io.fairlead.cli.verb.Init;
import io.fairlead.cli.verb.Validate;
import java.util.Collections;
import java.util.LinkedHashMap;
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

  private static SequencedMap<String, Maker> all() {
    SequencedMap<String, Maker> verbs = new LinkedHashMap<>();
    verbs.put("init", Init::new);
    verbs.put("validate", Validate::new);
    verbs.put("run", RunCommand::new);
    verbs.put("edge", EdgeCommand::new);
    verbs.put("demo", DemoCommand::new);
    return Collections.unmodifiableSequencedMap(verbs);
  }
}
