package io.fairlead.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines of history that left the register before any archive had them, told by one line that grows
 * with them. It is archived like any other once pages are taken again; the next loss begins anew.
 *
 * @param count how many, 0 or more
 * @param since when the first of them went; absent = none did
 */
public record LostLines(int count, @Nullable Instant since) {
  /** Kind of the line that tells of them. */
  public static final String KIND = "lost";

  /** Nothing is lost. */
  public static final LostLines NONE = new LostLines(0, null);

  private static final Pattern TEXT = Pattern.compile("(\\d{1,9}) lines lost since (\\S+): .*");

  /** What a history tells of itself. */
  public static LostLines of(List<HistoryEntry> lines) {
    return line(lines).map(LostLines::told).orElse(NONE);
  }

  /** Whether a line tells of the first loss, and not of more. */
  public static boolean isFirst(HistoryEntry line) {
    return line.kind().equals(KIND) && line.at().equals(told(line).since());
  }

  /** The same, and the line that told it is taken out. */
  static LostLines takenFrom(List<HistoryEntry> lines) {
    Optional<HistoryEntry> line = line(lines);
    line.ifPresent(lines::remove);
    return line.map(LostLines::told).orElse(NONE);
  }

  /** These and more, which went when a line was written. */
  LostLines and(int more, HistoryEntry by) {
    return new LostLines(count + more, since == null ? by.at() : since);
  }

  /** The line that tells it, written with another. */
  HistoryEntry line(HistoryEntry with) {
    String text =
        count
            + " lines lost since "
            + since
            + ": the register is full of history, and no archive takes its oldest lines";
    return new HistoryEntry(with.at(), with.epoch(), KIND, "history", text, "fairlead");
  }

  private static Optional<HistoryEntry> line(List<HistoryEntry> lines) {
    return lines.stream().filter(line -> line.kind().equals(KIND)).findFirst();
  }

  private static LostLines told(HistoryEntry line) {
    Matcher text = TEXT.matcher(line.text());
    return text.matches()
        ? new LostLines(Integer.parseInt(text.group(1)), Instant.parse(text.group(2)))
        : NONE;
  }
}
