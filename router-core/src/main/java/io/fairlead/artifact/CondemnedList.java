package io.fairlead.artifact;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a store is to be rid of, replaced by compare-and-set alone: whoever needs a condemned thing
 * again takes it off the list, and whoever deletes says so before. Nothing is deleted that was not
 * on it for a grace time.
 *
 * @param since when each thing was found to be needed no more
 * @param begun when somebody began to delete; null = nobody does
 * @param deleting what he deletes
 * @param collected the highest version of each set's history that was ever deleted: those before it
 *     are not there on purpose
 */
public record CondemnedList(
    SequencedMap<Condemned, Instant> since,
    @Nullable Instant begun,
    List<Condemned> deleting,
    SortedMap<String, Long> collected) {
  /** A store that nothing was ever taken out of. */
  public static final CondemnedList NONE =
      new CondemnedList(new LinkedHashMap<>(), null, List.of(), new TreeMap<>());

  /** Things on it at most; the rest comes with the next collection. */
  public static final int MOST = 200_000;

  /** Bytes of a list at most; readers read no more. */
  public static final int MAX_BYTES = 64 << 20;

  private static final String FORM = "fairlead-condemned/1";
  private static final String NOBODY = "-";

  public CondemnedList {
    since = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(since));
    deleting = List.copyOf(deleting);
    collected = Collections.unmodifiableSortedMap(new TreeMap<>(collected));
    if (since.size() + deleting.size() > MOST + MOST || (begun == null) != deleting.isEmpty()) {
      throw new IllegalArgumentException(
          "%d condemned, %d being deleted since %s"
              .formatted(since.size(), deleting.size(), begun));
    }
  }

  /** Whether nothing is on it. */
  public boolean isEmpty() {
    return since.isEmpty() && deleting.isEmpty();
  }

  /** Whether one of these is being deleted, so that nobody can count on it. */
  public boolean deletes(Set<? extends Condemned> some) {
    return deleting.stream().anyMatch(some::contains);
  }

  /** Whether one of these will be deleted. */
  public boolean condemns(Set<? extends Condemned> some) {
    return some.stream().anyMatch(since::containsKey);
  }

  /** Without these, which are needed again. */
  public CondemnedList sparing(Set<? extends Condemned> some) {
    SequencedMap<Condemned, Instant> left = new LinkedHashMap<>(since);
    left.keySet().removeAll(some);
    return new CondemnedList(left, begun, deleting, collected);
  }

  /** Once these were deleted. */
  public CondemnedList without(Collection<Condemned> deleted) {
    Set<Condemned> gone = new HashSet<>(deleted);
    List<Condemned> left = deleting.stream().filter(each -> !gone.contains(each)).toList();
    return new CondemnedList(since, left.isEmpty() ? null : begun, left, collected);
  }

  /** The bytes that stores keep. */
  public byte[] encode() {
    StringBuilder text = new StringBuilder(FORM).append('\n');
    text.append("begun ").append(begun == null ? NOBODY : begun).append('\n');
    text.append("deleting ").append(deleting.size()).append('\n');
    deleting.forEach(each -> text.append(each.text()).append('\n'));
    text.append("condemned ").append(since.size()).append('\n');
    since.forEach((each, at) -> text.append(at).append(' ').append(each.text()).append('\n'));
    text.append("end\n");
    // Behind the end: builds that do not know it read no further.
    if (!collected.isEmpty()) {
      text.append("collected ").append(collected.size()).append('\n');
      collected.forEach((set, version) -> text.append(set + " " + version).append('\n'));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException where it is something else, or of a newer build
   */
  public static CondemnedList decode(byte[] bytes) {
    ManifestLines lines = new ManifestLines(new String(bytes, StandardCharsets.UTF_8));
    lines.expect(FORM);
    String begun = lines.value("begun");
    List<Condemned> deleting = lines.list("deleting", Condemned::parse);
    SequencedMap<Condemned, Instant> since = new LinkedHashMap<>();
    for (Map.Entry<Condemned, Instant> each : lines.list("condemned", CondemnedList::entry)) {
      since.put(each.getKey(), each.getValue());
    }
    lines.expect("end");
    SortedMap<String, Long> collected = new TreeMap<>();
    if (lines.hasMore()) {
      for (String line : lines.list("collected", each -> each)) {
        String[] fields = lines.fields(line, 2);
        collected.put(fields[0], ManifestLines.number(fields[1], "version"));
      }
    }
    return new CondemnedList(since, begun.equals(NOBODY) ? null : time(begun), deleting, collected);
  }

  private static Map.Entry<Condemned, Instant> entry(String line) {
    int blank = line.indexOf(' ');
    if (blank < 0) {
      throw new IllegalArgumentException("expected a time, found '" + line + "'");
    }
    return Map.entry(Condemned.parse(line.substring(blank + 1)), time(line.substring(0, blank)));
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("expected a time, found '" + text + "'", e);
    }
  }
}
