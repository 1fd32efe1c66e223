package io.fairlead.local.state;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** The first line of a state file: whose it is, its format, and the digest of what follows. */
public final class StateHeader {
  /** The format that this code reads and writes. */
  public static final int FORMAT = 1;

  private static final String MAGIC = "fairlead-edge";
  private static final int FIELDS = 6;
  private static final int MAX_LINE = 1024;

  private StateHeader() {}

  /**
   * Whose file it is.
   *
   * @param kind what it holds, such as {@code zone:demo.test}
   */
  public record Owner(String fleet, String region, String kind) {
    public Owner {
      for (String part : new String[] {fleet, region, kind}) {
        if (part.isEmpty() || part.chars().anyMatch(c -> c <= ' ')) {
          throw new IllegalArgumentException(
              "state file owner '" + part + "' is empty or has gaps");
        }
      }
    }
  }

  static byte[] seal(Owner owner, byte[] body) {
    String line =
        String.join(
                " ",
                MAGIC,
                Integer.toString(FORMAT),
                owner.fleet(),
                owner.region(),
                owner.kind(),
                digest(body))
            + "\n";
    byte[] head = line.getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  static byte[] open(Path path, Owner owner, byte[] all) {
    int end = endOfLine(all);
    String line = end < 0 ? "" : new String(all, 0, end, StandardCharsets.UTF_8);
    String[] fields = line.split(" ", -1);
    if (fields.length < 2 || !fields[0].equals(MAGIC)) {
      throw torn(path, "its first line is not that of an edge's state");
    }
    checkFormat(path, fields[1]);
    if (fields.length != FIELDS) {
      throw torn(path, "its first line has " + fields.length + " fields, not " + FIELDS);
    }
    String found = text(fields[2], fields[3], fields[4]);
    String wanted = text(owner.fleet(), owner.region(), owner.kind());
    if (!found.equals(wanted)) {
      throw new StateProblem(
          path
              + " belongs to "
              + found
              + ", not to "
              + wanted
              + "; give this edge a state folder of its own");
    }
    byte[] body = Arrays.copyOfRange(all, end + 1, all.length);
    if (!digest(body).equals(fields[5])) {
      throw torn(path, "its content does not match its digest");
    }
    return body;
  }

  private static void checkFormat(Path path, String format) {
    if (!format.matches("[0-9]{1,9}")) {
      throw torn(path, "its format '" + format + "' is no number");
    }
    if (Integer.parseInt(format) != FORMAT) {
      throw new StateProblem(
          path
              + " has format "
              + format
              + ", this version reads "
              + FORMAT
              + "; run the version that wrote it");
    }
  }

  private static int endOfLine(byte[] all) {
    for (int i = 0; i < Math.min(all.length, MAX_LINE); i++) {
      if (all[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static StateProblem torn(Path path, String why) {
    return new StateProblem(
        path
            + " is damaged: "
            + why
            + "; move it away and the edge starts without it, to be levelled by the others");
  }

  private static String text(String fleet, String region, String kind) {
    return "fleet " + fleet + " region " + region + " (" + kind + ")";
  }

  /** Hex SHA-256 of bytes. */
  static String digest(byte[] body) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
