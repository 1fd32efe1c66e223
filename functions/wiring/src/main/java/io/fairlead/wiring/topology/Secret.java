package io.fairlead.wiring.topology;

/** A text that is never printed: its text form hides it. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "(not shown)";
  }
}
