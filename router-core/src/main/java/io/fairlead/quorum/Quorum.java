package io.fairlead.quorum;

import io.fairlead.quorum.CellAnswer.Item;
import io.fairlead.quorum.CellAnswer.Overtaken;
import io.fairlead.quorum.CellAnswer.Silent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The cells of a register, asked side by side, and what a majority of their answers says. */
final class Quorum {
  private final List<QuorumCell> cells;
  private final FanOut fanOut;

  Quorum(List<CasCell> cells, FanOut fanOut) {
    checkMembers(cells);
    List<QuorumCell> members = new ArrayList<>();
    cells.forEach(cell -> members.add(new QuorumCell(members.size(), cell)));
    this.cells = List.copyOf(members);
    this.fanOut = fanOut;
  }

  /** Reads the cells until the answers are enough, or all are in. */
  List<CellAnswer> look(Predicate<List<CellAnswer>> enough, Instant deadline) {
    List<Supplier<CellAnswer>> calls = new ArrayList<>();
    cells.forEach(cell -> calls.add(() -> cell.look(deadline)));
    return fanOut.call(calls, enough);
  }

  /** Asks every cell to promise a ballot. */
  List<CellAnswer> prepare(Ballot ballot, List<CellAnswer> seen, Instant deadline) {
    return phase(seen, (cell, known) -> cell.prepare(ballot, known, deadline));
  }

  /** Asks every cell to accept a value. */
  List<CellAnswer> accept(
      Ballot ballot, Stamped next, List<CellAnswer> promised, Instant deadline) {
    return phase(promised, (cell, known) -> cell.accept(ballot, next, known, deadline));
  }

  /** Whether a majority answered, or granted what was asked. */
  boolean isMajority(List<CellAnswer> answers) {
    return items(answers).size() >= majority();
  }

  /** The value of one accepted ballot at a majority none of which has promised a higher one. */
  Optional<Stamped> settled(List<CellAnswer> answers) {
    List<Acceptor> open =
        items(answers).stream().filter(item -> !item.promisedBeyondAccepted()).toList();
    for (Acceptor item : open) {
      long agreeing =
          open.stream().filter(other -> other.accepted().equals(item.accepted())).count();
      if (agreeing >= majority()) {
        return Optional.of(item.value());
      }
    }
    return Optional.empty();
  }

  /** The highest ballot that anybody has promised. */
  static Ballot highestBallot(List<CellAnswer> seen) {
    return items(seen).stream()
        .map(Acceptor::promised)
        .max(Comparator.naturalOrder())
        .orElse(Ballot.ZERO);
  }

  /** The value accepted under the highest ballot: whatever was chosen is among its ancestors. */
  static Stamped highestValue(List<CellAnswer> promised) {
    return items(promised).stream()
        .max(Comparator.comparing(Acceptor::accepted))
        .map(Acceptor::value)
        .orElse(Stamped.NOTHING);
  }

  /** Whether another writer got further on some cell, so that another round makes sense. */
  static boolean isOvertaken(List<CellAnswer> answers) {
    return answers.stream().anyMatch(Overtaken.class::isInstance);
  }

  /** Why there is no majority, for people. */
  String silence(List<CellAnswer> answers) {
    SequencedMap<String, String> reasons = new LinkedHashMap<>();
    answers.stream()
        .filter(Silent.class::isInstance)
        .sorted(Comparator.comparingInt(CellAnswer::cell))
        .forEach(
            answer ->
                reasons.put(cells.get(answer.cell()).failureDomain(), ((Silent) answer).why()));
    return "no majority of " + cells.size() + " cells answers: " + SharedReasons.text(reasons);
  }

  /** Cells that were silent in the phase before are asked too: they may be back. */
  private List<CellAnswer> phase(List<CellAnswer> before, Ask ask) {
    SortedMap<Integer, CellAnswer> known = new TreeMap<>();
    before.forEach(answer -> known.put(answer.cell(), answer));
    List<Supplier<CellAnswer>> calls = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      QuorumCell cell = cells.get(i);
      CellAnswer last = known.getOrDefault(i, new Silent(i, "late"));
      calls.add(() -> ask.of(cell, last));
    }
    return fanOut.call(calls, answers -> isMajority(answers) || isLost(answers));
  }

  private static List<Acceptor> items(List<CellAnswer> answers) {
    return answers.stream()
        .filter(Item.class::isInstance)
        .map(answer -> ((Item) answer).item())
        .toList();
  }

  /** Whether so many cells are overtaken that the rest are no majority. */
  private boolean isLost(List<CellAnswer> answers) {
    long overtaken = answers.stream().filter(Overtaken.class::isInstance).count();
    return overtaken > cells.size() - majority();
  }

  private int majority() {
    return cells.size() / 2 + 1;
  }

  private static void checkMembers(List<CasCell> cells) {
    if (cells.size() != 3 && cells.size() != 5) {
      throw new IllegalArgumentException("a quorum has three or five cells, found " + cells.size());
    }
    SortedMap<String, Integer> domains = new TreeMap<>();
    cells.forEach(cell -> domains.merge(cell.failureDomain(), 1, Integer::sum));
    domains.forEach(
        (domain, count) -> {
          if (count > 1) {
            throw new IllegalArgumentException(
                count + " cells of the quorum fail together in '" + domain + "': put one in each");
          }
        });
  }

  /** One phase's question to a cell. */
  private interface Ask {
    CellAnswer of(QuorumCell cell, CellAnswer known);
  }
}
