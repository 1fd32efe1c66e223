package io.fairlead.wiring.yaml;

/**
 * Where something stands in a file.
 *
 * @param line counted from 1; 0 = the file as a whole
 * @param column counted from 1; 0 = the line as a whole
 * @param path keys and indexes from the root, as in {@code regions.eu-west.probes[1]}; empty = root
 */
public record Place(int line, int column, String path) {
  private static final int LONGEST_KEY = 63;

  /** The file as a whole. */
  public static final Place FILE = new Place(0, 0, "");

  /** The path of an entry below this place; a key with odd characters is quoted. */
  public String under(String key) {
    String shown = plain(key) ? key : "\"" + Shown.clipped(key, LONGEST_KEY) + "\"";
    return path.isEmpty() ? shown : path + "." + shown;
  }

  /** The path of an item below this place. */
  public String at(int index) {
    return path + "[" + index + "]";
  }

  private static boolean plain(String key) {
    return !key.isEmpty()
        && key.length() <= LONGEST_KEY
        && key.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
  }
}
