package io.fairlead.cli.packing;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Fairlead;
import io.fairlead.cli.Main;
import io.fairlead.cli.Surroundings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/** Loads what the short verbs load, so that it comes into the class archive. */
final class Rehearsal {
  private Rehearsal() {}

  /** Runs the verbs on the starter topology in a folder of its own; touches nothing else. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createTempDirectory("fairlead-rehearsal-");
    Surroundings quiet =
        new Surroundings(
            new PrintWriter(Writer.nullWriter()),
            new PrintWriter(Writer.nullWriter()),
            new BufferedReader(Reader.nullReader()),
            Map.of(),
            folder,
            false,
            false,
            InstantSource.system());
    Fairlead fairlead = new Fairlead(quiet);
    try {
      require(fairlead.run("--help"), ExitCode.DONE);
      require(fairlead.run("init", "local"), ExitCode.DONE);
      require(fairlead.run("validate"), ExitCode.DONE);
      require(fairlead.run("validate", "-o", "json"), ExitCode.DONE);
    } finally {
      Files.deleteIfExists(folder.resolve("fairlead.yaml"));
      Files.delete(folder);
    }
    Main.main(new String[] {"--version"});
  }

  private static void require(ExitCode found, ExitCode expected) {
    if (found != expected) {
      throw new IllegalStateException("a rehearsed verb ended with " + found);
    }
  }
}
