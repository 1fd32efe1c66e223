package io.fairlead.wiring.topology.rule;

import io.fairlead.port.FaultWords;
import io.fairlead.wiring.yaml.Problem;
import io.fairlead.wiring.yaml.Problems;
import io.fairlead.wiring.yaml.Section;
import io.fairlead.wiring.yaml.Tree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The certificate and key files that probes name are on this machine and look like such. Only
 * warnings: a topology is often checked on another machine than it is used on.
 */
public final class FileRules {
  /** Keys of a probe's section {@code tls} that name a file. */
  public static final List<String> KEYS = List.of("trust", "clientCertificate", "clientKey");

  private static final int MAX_BYTES = 1 << 20;

  private final Path folder;
  private final Problems problems;

  private FileRules(Path folder, Problems problems) {
    this.folder = folder;
    this.problems = problems;
  }

  /**
   * Tells every file that is missing or is something else.
   *
   * @param folder what relative paths start from
   */
  public static void check(Section root, Path folder, Problems problems) {
    FileRules rules = new FileRules(folder, problems);
    for (Section probe : root.named("probes").values()) {
      rules.tls(probe.section("tls"));
      rules.tls(probe.section("https").section("tls"));
    }
  }

  private void tls(Section tls) {
    for (String key : KEYS) {
      Tree.Leaf leaf = tls.leaf(key);
      if (leaf != null && leaf.resolved()) {
        String why = why(leaf.text(), key.equals("clientKey") ? "PRIVATE KEY" : "CERTIFICATE");
        if (!why.isEmpty()) {
          problems.add(
              Problem.warning(leaf.place(), leaf.shown() + " " + why + ": the probe cannot ask"));
        }
      }
    }
  }

  /** What is wrong with a file; empty where nothing is. */
  private String why(String path, String what) {
    try (InputStream in = Files.newInputStream(folder.resolve(path))) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
      boolean found = text.contains("-----BEGIN ") && text.contains(what + "-----");
      return found ? "" : "holds no PEM " + what.toLowerCase(java.util.Locale.ROOT);
    } catch (IOException | InvalidPathException e) {
      return "is no file that can be read on this machine (" + FaultWords.kind(e) + ")";
    }
  }
}
