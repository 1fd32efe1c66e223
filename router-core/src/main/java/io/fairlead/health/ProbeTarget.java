package io.fairlead.health;

import java.util.Comparator;

/** One probe of one subject: what an observer keeps a streak for. */
public record ProbeTarget(Subject subject, String probe) implements Comparable<ProbeTarget> {
  private static final Comparator<ProbeTarget> ORDER =
      Comparator.comparing(ProbeTarget::subject).thenComparing(ProbeTarget::probe);

  @Override
  public int compareTo(ProbeTarget other) {
    return ORDER.compare(this, other);
  }

  /** As in {@code node/eu-west/gw-1 ready}. */
  public String text() {
    return subject.text() + " " + probe;
  }
}
