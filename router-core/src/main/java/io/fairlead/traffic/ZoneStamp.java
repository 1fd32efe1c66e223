package io.fairlead.traffic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a zone's epoch record says: whose records the zone has, and under which epoch they were last
 * written. It is a TXT record at {@code _fairlead.ZONE}, changed in every batch, so that a batch
 * that names the one before fails where another came between.
 *
 * @param epoch register version of the last change; one that is read is 1 or more
 * @param digest {@link ZoneDigest} of the records written with it
 */
public record ZoneStamp(String fleet, long epoch, String digest) {
  private static final String LABEL = "_fairlead.";
  private static final Pattern TEXT =
      Pattern.compile("v1 fleet=([^ ]{1,128}) epoch=([1-9][0-9]{0,17}) digest=([0-9a-f]{1,64})");

  /** The epoch record's name in a zone, without trailing dot. */
  public static String name(String zone) {
    return LABEL + zone;
  }

  /** The text of the epoch record, without quotes. */
  public String text() {
    return "v1 fleet=" + fleet + " epoch=" + epoch + " digest=" + digest;
  }

  /** Reads an epoch record's text, without quotes; empty when it is none. */
  public static Optional<ZoneStamp> parse(String text) {
    Matcher found = TEXT.matcher(text);
    return found.matches()
        ? Optional.of(new ZoneStamp(found.group(1), Long.parseLong(found.group(2)), found.group(3)))
        : Optional.empty();
  }
}
