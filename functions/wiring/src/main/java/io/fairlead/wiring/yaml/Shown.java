package io.fairlead.wiring.yaml;

/** Text of a file made fit to be printed: one line, no control characters, not too long. */
final class Shown {
  private Shown() {}

  static String clipped(String text, int longest) {
    StringBuilder out = new StringBuilder();
    int end = Math.min(text.length(), longest);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      out.append(c < ' ' || c == 0x7f || Character.isSurrogate(c) ? '?' : c);
    }
    return text.length() > longest ? out + "…" : out.toString();
  }
}
