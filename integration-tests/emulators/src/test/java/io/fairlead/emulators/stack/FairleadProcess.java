package io.fairlead.emulators.stack;

import io.fairlead.emulators.Emulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line in a process of its own, as an operator starts it. */
public final class FairleadProcess {
  private FairleadProcess() {}

  /** Not started yet, with nothing of AWS in its environment. */
  public static ProcessBuilder of(String... words) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx160m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                "io.fairlead.cli.Main"));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    return builder;
  }

  /** The same with the keys of the emulators' account, and these endpoints instead of AWS's. */
  public static ProcessBuilder withKeys(String endpoints, String... words) {
    ProcessBuilder builder = of(words);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_ACCESS_KEY_ID",
                Emulator.ACCOUNT,
                "AWS_SECRET_ACCESS_KEY",
                "secret",
                "FAIRLEAD_ENDPOINTS",
                endpoints));
    return builder;
  }
}
