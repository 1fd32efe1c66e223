package io.fairlead.emulators.azure.app;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;

/**
 * A schedule of six fields, from seconds to the day of the week, in UTC.
 *
 * @see <a href="https://github.com/atifaziz/NCrontab">NCrontab</a>
 */
record Ncrontab(List<BitSet> fields) {
  private static final int[] LEAST = {0, 0, 0, 1, 1, 0};
  private static final int[] MOST = {59, 59, 23, 31, 12, 6};
  private static final Duration HORIZON = Duration.ofDays(2);

  /** Reads numbers, {@code *}, lists, ranges and steps. */
  static Ncrontab parse(String text) {
    String[] words = text.split(" ", -1);
    if (words.length != LEAST.length) {
      throw new IllegalArgumentException("not six fields: '" + text + "'");
    }
    BitSet[] fields = new BitSet[LEAST.length];
    for (int i = 0; i < LEAST.length; i++) {
      fields[i] = new BitSet();
      for (String part : words[i].split(",", -1)) {
        add(part, LEAST[i], MOST[i], fields[i]);
      }
    }
    return new Ncrontab(List.of(fields));
  }

  private static void add(String part, int least, int most, BitSet field) {
    String[] stepped = part.split("/", 2);
    int step = stepped.length == 2 ? Integer.parseInt(stepped[1]) : 1;
    int from = least;
    int to = most;
    if (!stepped[0].equals("*")) {
      String[] range = stepped[0].split("-", 2);
      from = Integer.parseInt(range[0]);
      to = range.length == 2 ? Integer.parseInt(range[1]) : stepped.length == 2 ? most : from;
    }
    if (from < least || to > most || step < 1) {
      throw new IllegalArgumentException("out of range: '" + part + "'");
    }
    for (int value = from; value <= to; value += step) {
      field.set(value);
    }
  }

  /** The first time after another one. */
  Instant after(Instant time) {
    Instant second = Instant.ofEpochSecond(time.getEpochSecond() + 1);
    for (Instant at = second; at.isBefore(time.plus(HORIZON)); at = at.plusSeconds(1)) {
      if (matches(LocalDateTime.ofInstant(at, ZoneOffset.UTC))) {
        return at;
      }
    }
    throw new IllegalArgumentException("nothing within " + HORIZON);
  }

  private boolean matches(LocalDateTime at) {
    return fields.get(0).get(at.getSecond())
        && fields.get(1).get(at.getMinute())
        && fields.get(2).get(at.getHour())
        && fields.get(3).get(at.getDayOfMonth())
        && fields.get(4).get(at.getMonthValue())
        && fields.get(5).get(at.getDayOfWeek().getValue() % 7);
  }
}
