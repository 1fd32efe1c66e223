package io.fairlead.wiring.function;

import io.fairlead.port.Notifier.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Findings that people were told of. A finding is told when it appears and not again while it
 * lasts, as far as one execution environment remembers: a new one tells it again. One whose notice
 * was not taken is told again after {@link #AGAIN}.
 */
public final class ToldFindings {
  /** Receivers that did take a notice get it again so seldom, while another one takes none. */
  static final Duration AGAIN = Duration.ofMinutes(5);

  /** When each may be told next. */
  private final SortedMap<String, Instant> next = new TreeMap<>();

  /** Notices of what was not there at the last look, or was not taken when it was told. */
  List<Notice> fresh(String fleet, SortedMap<String, String> findings, Instant now) {
    next.keySet().retainAll(findings.keySet());
    List<Notice> notices = new ArrayList<>();
    findings.forEach(
        (subject, text) -> {
          if (!now.isBefore(next.getOrDefault(subject, Instant.MIN))) {
            next.put(subject, now.plus(AGAIN));
            String kind = subject.startsWith("zone/") ? "conflict" : "refused";
            notices.add(new Notice(kind, fleet, subject, text, now));
          }
        });
    return notices;
  }

  /** Every receiver took these: they are not told again while they last. */
  void taken(List<Notice> notices) {
    notices.forEach(notice -> next.replace(notice.subject(), Instant.MAX));
  }
}
