package io.fairlead.cli.operate;

import io.fairlead.cli.Surroundings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every verb that changes something. */
public final class OperatorOptions {
  @Option(names = "--dry-run", description = "Print the plan and change nothing.")
  boolean dryRun;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  boolean yes;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; goes into the journal.")
  String reason = "";

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who asks (default: FAIRLEAD_OPERATOR, else user@host).")
  @Nullable String by;

  /** Whether only to say what would be done. */
  public boolean dryRun() {
    return dryRun;
  }

  /** Whether the operator has agreed beforehand. */
  public boolean yes() {
    return yes;
  }

  /** Why; may be empty. */
  public String reason() {
    return reason;
  }

  /** The operator's name, as it is journaled. */
  public String operator(Surroundings surroundings) {
    if (by != null) {
      return by;
    }
    String named = surroundings.environment().get("FAIRLEAD_OPERATOR");
    if (named != null && !named.isBlank()) {
      return named;
    }
    return System.getProperty("user.name", "unknown") + "@" + host();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "unknown";
    }
  }
}
