package io.fairlead.cli;

/** Where the process starts. */
public final class Main {
  private Main() {}

  /** Runs one verb and ends the process with its exit code. */
  public static void main(String[] args) {
    Surroundings surroundings = Surroundings.ofProcess();
    ExitCode code = new Fairlead(surroundings).run(args);
    surroundings.out().flush();
    surroundings.err().flush();
    System.exit(code.code());
  }
}
