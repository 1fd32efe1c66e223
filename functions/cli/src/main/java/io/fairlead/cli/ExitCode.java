package io.fairlead.cli;

/** What the process tells its caller; the numbers are part of the interface and never change. */
public enum ExitCode {
  DONE(0, "done"),
  FAILED(1, "a target failed, or a bug"),
  USAGE(2, "the command line is wrong"),
  INVALID(3, "the topology is invalid"),
  PENDING(
      4,
      "changes are pending (plan --detailed-exitcode), or a copy differs (replicate --dry-run, artifacts)"),
  REFUSED(5, "refused by the guard, or frozen"),
  UNREACHABLE(6, "state unreachable or stale, or no quorum"),
  CONFLICT(7, "somebody else changed the target"),
  WAIT_RAN_OUT(8, "--wait ran out"),
  DEGRADED(10, "something is Degraded (status --exit-code)"),
  DOWN(11, "something is Down (status --exit-code)"),
  UNKNOWN(12, "something is Unknown (status --exit-code)");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number, 0-12. */
  public int code() {
    return code;
  }

  /** One phrase for the help text. */
  public String meaning() {
    return meaning;
  }
}
