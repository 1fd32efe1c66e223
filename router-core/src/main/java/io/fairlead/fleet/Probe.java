package io.fairlead.fleet;

/**
 * A named check and the question it answers.
 *
 * @param privateTarget whether loopback and private addresses may be probed
 */
public record Probe(String name, Check check, Question answers, boolean privateTarget) {
  /** Serving decides routing; configurable is reported and moves nothing. */
  public enum Question {
    SERVING,
    CONFIGURABLE
  }

  public Probe {
    Names.checked("probe", name);
  }
}
