package io.fairlead.journal;

import io.fairlead.fleet.BriefDigest;
import io.fairlead.fleet.Fleet;
import io.fairlead.health.Observation;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An operator's verbs as transitions of the register: pure, so that the command line, a freeze
 * object's reader and the simulation do the same. The next tick carries them out. Asking twice is
 * asking once.
 */
public final class OperatorVerbs {
  private static final List<String> DRAINED = List.of("region/", "deployment/", "node/");

  private OperatorVerbs() {}

  /**
   * Takes a region, a deployment or a node out gently; damping never delays it. What is served in
   * several places is refused: it must stay in one.
   */
  public static VerbAnswer drain(RegisterState state, String subject, OperatorNote note) {
    if (DRAINED.stream().noneMatch(subject::startsWith)) {
      return new VerbAnswer.Refused(
          "a drain takes region/R, deployment/S/R or node/R/N, not " + subject);
    }
    Hold held = state.drains().get(subject);
    if (held != null && held.activeAt(note.at())) {
      return new VerbAnswer.Unchanged(subject + " is drained already, by " + held.by());
    }
    RegisterDraft draft = RegisterDraft.of(state);
    draft.drains().put(subject, hold(subject, note));
    return changed(draft, "drain", subject, note);
  }

  /** Ends a drain; the subject takes its shares again at once. */
  public static VerbAnswer undrain(RegisterState state, String subject, OperatorNote note) {
    if (!state.drains().containsKey(subject)) {
      return new VerbAnswer.Unchanged(subject + " is not drained");
    }
    RegisterDraft draft = RegisterDraft.of(state);
    draft.drains().remove(subject);
    return changed(draft, "undrain", subject, note);
  }

  /** Asks for a subject to leave. */
  public static VerbAnswer failover(
      RegisterState state, String subject, Wish wish, OperatorNote note) {
    return request(state, "failover", subject, wish, note);
  }

  /**
   * What a failover should be like.
   *
   * @param to the region wanted; null = the plan's choice
   * @param acceptLoss go on although the copy there is behind
   */
  public record Wish(@Nullable String to, boolean acceptLoss) {
    /** No wish: the plan chooses. */
    public static final Wish NONE = new Wish(null, false);
  }

  /** Asks for a latched subject to return. */
  public static VerbAnswer failback(RegisterState state, String subject, OperatorNote note) {
    return request(state, "failback", subject, Wish.NONE, note);
  }

  private static VerbAnswer request(
      RegisterState state, String verb, String subject, Wish wish, OperatorNote note) {
    boolean asked =
        state.requests().stream()
            .anyMatch(open -> open.verb().equals(verb) && open.subject().equals(subject));
    if (asked) {
      return new VerbAnswer.Unchanged(verb + " of " + subject + " is asked for already");
    }
    RegisterDraft draft = RegisterDraft.of(state);
    draft
        .requests()
        .add(
            new OperatorRequest(
                note.id(),
                verb,
                subject,
                wish.to(),
                wish.acceptLoss(),
                note.reason(),
                note.by(),
                note.at()));
    return changed(draft, verb, subject, note);
  }

  /** Stops all changes. */
  public static VerbAnswer freeze(RegisterState state, OperatorNote note) {
    Hold held = state.freeze();
    if (held != null && held.activeAt(note.at())) {
      return new VerbAnswer.Unchanged("frozen already, by " + held.by() + ": " + held.reason());
    }
    RegisterDraft draft = RegisterDraft.of(state).freeze(hold("fleet", note));
    return changed(draft, "freeze", "fleet", note);
  }

  /** Lets changes go on, after a freeze of an operator or of the panic rule. */
  public static VerbAnswer unfreeze(RegisterState state, OperatorNote note) {
    if (state.freeze() == null) {
      return new VerbAnswer.Unchanged("not frozen");
    }
    return changed(RegisterDraft.of(state).freeze(null), "unfreeze", "fleet", note);
  }

  /**
   * Makes the fleet's topology the active one, once every observer reports it. What an observer
   * reported longer ago than freshness allows does not count: it may run something else by now.
   */
  public static VerbAnswer activate(
      RegisterState state, Fleet fleet, Reported reported, OperatorNote note) {
    if (state.topology().equals(fleet.digest())) {
      return new VerbAnswer.Unchanged(
          "topology " + BriefDigest.of(fleet.digest()) + " is active already");
    }
    SortedSet<String> unknown = new TreeSet<>(reported.without());
    unknown.removeAll(fleet.regions().keySet());
    if (!unknown.isEmpty()) {
      return new VerbAnswer.Refused(
          "the topology has no region "
              + String.join(", ", unknown)
              + ": its regions are "
              + String.join(", ", fleet.regions().keySet()));
    }
    SortedSet<String> missing = new TreeSet<>();
    for (String observer : fleet.regions().keySet()) {
      Observation entry = reported.entries().get(observer);
      boolean reports =
          entry != null
              && entry.topologyDigest().equals(fleet.digest())
              && !entry.at().isBefore(note.at().minus(fleet.safety().freshness()));
      if (!reports && !reported.without().contains(observer)) {
        missing.add(observer);
      }
    }
    if (!missing.isEmpty()) {
      return new VerbAnswer.Refused(
          "topology "
              + BriefDigest.of(fleet.digest())
              + " is not yet reported by "
              + String.join(", ", missing)
              + ": give each of them this file, restart its 'fairlead run' (functions read theirs"
              + " anew within a minute) and try again, or leave out a dark region by --without");
    }
    RegisterDraft draft = RegisterDraft.of(state).topology(fleet.digest());
    return changed(draft, "topology", fleet.digest(), note);
  }

  /**
   * What the observers report.
   *
   * @param entries newest entry of each observer
   * @param without regions whose observer need not report it, because they are dark
   */
  public record Reported(SortedMap<String, Observation> entries, SortedSet<String> without) {}

  private static Hold hold(String subject, OperatorNote note) {
    return new Hold(subject, note.reason(), note.by(), note.at(), note.until());
  }

  /** Tells what an operator did elsewhere, as {@code eu is master} of {@code set/gateway}. */
  public static VerbAnswer told(
      RegisterState state, String subject, String what, OperatorNote note) {
    return changed(RegisterDraft.of(state), what, subject, note);
  }

  private static VerbAnswer changed(
      RegisterDraft draft, String verb, String subject, OperatorNote note) {
    String kind =
        switch (verb) {
          case "freeze", "unfreeze" -> "freeze";
          case "topology" -> "topology";
          default -> "request";
        };
    String text = note.reason().isEmpty() ? verb : verb + ": " + note.reason();
    draft.line(new HistoryEntry(note.at(), note.epoch(), kind, subject, text, note.by()));
    return new VerbAnswer.Changed(draft.build(note.id(), note.at()));
  }
}
