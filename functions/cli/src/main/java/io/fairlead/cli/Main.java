package io.fairlead.cli;

import java.util.List;
import java.util.Optional;

/** Where the process starts. */
public final class Main {
  private Main() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] args) {
    // dnsjava's own hook waits for a thread that a query on the way may just have started again.
    System.setProperty("dnsjava.nio.register_shutdown_hook", "false");
    // A line of a run's log says when; its thread says nothing to anybody.
    System.setProperty("org.slf4j.simpleLogger.showDateTime", "true");
    System.setProperty("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSX");
    System.setProperty("org.slf4j.simpleLogger.showThreadName", "false");
    Surroundings surroundings = Surroundings.ofProcess();
    ExitCode code = run(args, surroundings);
    surroundings.out().flush();
    surroundings.err().flush();
    System.exit(code.code());
  }

  private static ExitCode run(String[] args, Surroundings surroundings) {
    Optional<Validation> plain = Validation.plain(args, surroundings);
    if (plain.isEmpty()) {
      return new Fairlead(surroundings).run(args);
    }
    try {
      return plain.get().run();
    } catch (RuntimeException failure) {
      Complaints complaints = new Complaints(surroundings, Complaints.asksForJson(List.of(args)));
      return new Failure(complaints).of(failure, false);
    }
  }
}
