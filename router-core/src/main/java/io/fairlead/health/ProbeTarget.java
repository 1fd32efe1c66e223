package io.fairlead.health;

/** One probe of one subject: what an observer keeps a streak for. */
public record ProbeTarget(Subject subject, String probe) implements Comparable<ProbeTarget> {
  @Override
  public int compareTo(ProbeTarget other) {
    int bySubject = subject.compareTo(other.subject);
    return bySubject != 0 ? bySubject : probe.compareTo(other.probe);
  }

  /** As in {@code node/eu-west/gw-1 ready}. */
  public String text() {
    return subject.text() + " " + probe;
  }
}
