package io.fairlead.cli.answer;

import io.fairlead.fleet.BriefDigest;
import io.fairlead.health.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;

/** Verdicts, ages and times as people read them. */
public final class Words {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TENTHS =
      DateTimeFormatter.ofPattern("HH:mm:ss.S", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final Pattern WHOLE_DIGEST = Pattern.compile("[0-9a-f]{64}");
  private static final int ID_DIGITS = 4;

  private Words() {}

  /** As in {@code Down}. */
  public static String of(Verdict verdict) {
    return switch (verdict) {
      case UP -> "Up";
      case DOWN -> "Down";
      case DEGRADED -> "Degraded";
      case UNKNOWN -> "Unknown";
    };
  }

  /** As in {@code 1.2 s}, {@code 96 s}, {@code 12 min}, {@code 5 h}; never negative. */
  public static String age(Duration age) {
    long millis = Math.max(0, age.toMillis());
    if (millis < 10_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
    if (millis < 120_000) {
      return millis / 1000 + " s";
    }
    return millis < 7_200_000 ? millis / 60_000 + " min" : millis / 3_600_000 + " h";
  }

  /** A setting, as in {@code 5 s}, {@code 15 min}, {@code 500 ms}. */
  public static String span(Duration span) {
    if (span.toMillis() % 1000 != 0) {
      return span.toMillis() + " ms";
    }
    long seconds = span.toSeconds();
    return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
  }

  /** Time of day in UTC, to the second. */
  public static String time(Instant at) {
    return TIME.format(at);
  }

  /** Time of day in UTC, to a tenth of a second. */
  public static String exactTime(Instant at) {
    return TENTHS.format(at);
  }

  /** As in {@code 1 change}, {@code 2 changes}. */
  public static String count(int number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  /** The first digits of a topology digest. */
  public static String digest(String digest) {
    return BriefDigest.of(digest);
  }

  /** A subject of the history; a topology is named by a whole digest there. */
  public static String subject(String subject) {
    return WHOLE_DIGEST.matcher(subject).matches() ? digest(subject) : subject;
  }

  /** The first digits of a plan's id. */
  public static String id(String id) {
    return id.substring(0, Math.min(ID_DIGITS, id.length()));
  }
}
