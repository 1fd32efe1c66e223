package io.fairlead.cli.demo;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines that start a part of the demo's fleet again, ready to paste; what they start ends with the
 * demo and writes to the same log.
 *
 * @param launcher what starts fairlead
 * @param file the demo's topology
 * @param folder the demo's logs, state and {@link Leash}
 */
record ByHand(String launcher, Path file, Path folder) {
  static ByHand of(Path file, Path folder) {
    return new ByHand(System.getProperty("fairlead.launcher", "./fairlead"), file, folder);
  }

  /** An edge or a run. */
  String verb(String name, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(launcher));
    words.addAll(arguments);
    return "FAIRLEAD_STATE="
        + ShellWords.quoted(folder.resolve("state").toString())
        + " "
        + inBackground(name, words);
  }

  /** A gateway. */
  String gateway(String name, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", classes().toString(), Gateway.class.getName()));
    words.addAll(arguments);
    return inBackground(name, words);
  }

  private String inBackground(String name, List<String> words) {
    return ShellWords.line(words)
        + " <"
        + ShellWords.quoted(Leash.at(folder).toString())
        + " >>"
        + ShellWords.quoted(folder.resolve(name + ".log").toString())
        + " 2>&1 &";
  }

  /** Where the gateway's class lies. */
  private static Path classes() {
    try {
      return Path.of(Gateway.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
