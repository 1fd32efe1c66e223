package io.fairlead.emulators.world;

import io.fairlead.emulators.twin.sns.SnsTwin.Message;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.Notifier.Notice;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people are told since a world began, held to the lines of history that it is about: nothing
 * that is not journaled, and without a kill everything that is. Twice is harmless.
 */
final class Telling {
  private static final Set<String> WAITED_FOR = Set.of("confirmed", "takeover");

  private final AwsWorld world;
  private final Set<HistoryEntry> linesBefore;
  private final int toldBefore;
  private Set<String> changed = Set.of();

  /** From what a world has in its history and its topic. */
  Telling(AwsWorld world) {
    this.world = world;
    this.linesBefore = world.history();
    this.toldBefore = world.things().messages().size();
  }

  private record Moved(String subject, String text, Instant at) {}

  /** What is wrong after a course without faults; empty = each move was told once. */
  String afterAll() {
    List<Moved> told = told();
    return told.size() == journaled().size() && journaled().equals(new HashSet<>(told))
        ? ""
        : "people were told " + told + " of " + journaled();
  }

  /** What is journaled as changed by now must be so in every run. */
  void expect() {
    changed = subjects();
  }

  private Set<String> subjects() {
    return journaled().stream().map(Moved::subject).collect(Collectors.toSet());
  }

  /** What is wrong after a struck call; empty = nothing. */
  String after(String call, Strike strike) {
    Set<Moved> told = new HashSet<>(told());
    if (!subjects().containsAll(changed)) {
      return "changed without a line of history: " + changed + " but for " + subjects();
    }
    if (!journaled().containsAll(told)) {
      return "people were told what never was: " + told + " of " + journaled();
    }
    Predicate<Message> ofCall = message -> call.contains(message.subject());
    boolean lost =
        call.contains(" Publish ")
            && strike != Strike.KILL_BEFORE
            && since().stream().noneMatch(ofCall);
    boolean fewer = strike == Strike.DOUBLED && !told.equals(journaled());
    return lost || fewer ? "people were told no more than " + told + " of " + journaled() : "";
  }

  private Set<Moved> journaled() {
    return world.history().stream()
        .filter(line -> WAITED_FOR.contains(line.kind()) && !linesBefore.contains(line))
        .map(line -> new Moved(line.subject(), line.text(), line.at()))
        .collect(Collectors.toSet());
  }

  private List<Moved> told() {
    return since().stream()
        .map(message -> JsonMapper.shared().readValue(message.text(), Notice.class))
        .filter(notice -> notice.kind().equals("moved"))
        .map(notice -> new Moved(notice.subject(), notice.text(), notice.at()))
        .toList();
  }

  private List<Message> since() {
    List<Message> all = world.things().messages();
    return all.subList(toldBefore, all.size());
  }
}
