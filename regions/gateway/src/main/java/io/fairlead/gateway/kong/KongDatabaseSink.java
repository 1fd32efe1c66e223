package io.fairlead.gateway.kong;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Kong with a database, or a control plane, which gets the entities of one declarative file of a
 * set, beside the copies of the set in another sink. A switch puts what is missing or differs and
 * deletes what is too much, one by one; then all is read back, and the copy is shown. Until then
 * the gateway is mixed: the copies' journal is open, and the next run compares again and goes on.
 * Entities without the set's tag are never touched.
 */
public final class KongDatabaseSink implements CopiesBeside {
  private final ArtifactSink copies;
  private final KongFile file;
  private final KongEntities gateway;
  private final String tag;

  /**
   * A gateway beside copies.
   *
   * @param tag of the entities that are this set's
   */
  public KongDatabaseSink(ArtifactSink copies, KongFile file, KongEntities gateway, String tag) {
    this.copies = copies;
    this.file = file;
    this.gateway = gateway;
    this.tag = tag;
  }

  @Override
  public ArtifactSink copies() {
    return copies;
  }

  @Override
  public Reading<State> state(Instant deadline) {
    Reading<State> read = copies.state(deadline);
    if (!(read instanceof Reading.Known<State>(State state))
        || state.shown().isEmpty()
        || state.foreign() != null) {
      return read;
    }
    return switch (compared(state.shown().get().name(), deadline)) {
      case Compared.Dark(String why) -> new Reading.Unreadable<>(why);
      case Compared.Wrong(String why) -> told(state, why);
      case Compared.Calls(EntityPlan.Calls calls, _) ->
          calls.isEmpty() ? read : told(state, "Kong differs from the copy in " + calls.text());
    };
  }

  private static Reading<State> told(State state, String foreign) {
    return new Reading.Known<>(new State(state.shown(), foreign, state.journal()));
  }

  @Override
  public ApplyOutcome show(@Nullable String from, String to, Instant deadline) {
    Compared compared = compared(to, deadline);
    if (compared instanceof Compared.Dark(String why)) {
      return new ApplyOutcome.Refused(why, true);
    }
    if (compared instanceof Compared.Wrong(String why)) {
      return new ApplyOutcome.Refused(why, false);
    }
    Compared.Calls wanted = (Compared.Calls) compared;
    Optional<ApplyOutcome> objection =
        objection(wanted.declared(), deadline).or(() -> foreign(wanted.calls(), deadline));
    if (objection.isPresent()) {
      return objection.get();
    }
    Optional<String> failed =
        applied(wanted.calls(), deadline)
            .or(() -> differs(to, deadline))
            .or(() -> refusing(deadline));
    if (failed.isPresent()) {
      // Some calls were heard: whoever asked reads the state, and shows the copy before again.
      return new ApplyOutcome.Unknown(failed.get());
    }
    return shown(from, to, deadline);
  }

  /** A comparison of a copy's file with the gateway. */
  private sealed interface Compared {
    record Calls(EntityPlan.Calls calls, JsonNode declared) implements Compared {}

    /** The file is none that can be brought. */
    record Wrong(String why) implements Compared {}

    /** The gateway cannot be read. */
    record Dark(String why) implements Compared {}
  }

  private Compared compared(String slot, Instant deadline) {
    return switch (file.in(copies, slot, deadline)) {
      case Reading.Unreadable<String>(String why) -> new Compared.Wrong(file.absent(why));
      case Reading.Known<String>(String text) -> withText(text, deadline);
    };
  }

  private Compared withText(String text, Instant deadline) {
    try {
      JsonNode tree = file.tree(text);
      KongDeclaration declared = KongDeclaration.of(tree);
      return switch (live(deadline)) {
        case Reading.Unreadable<Map<KongKind, List<ObjectNode>>>(String why) ->
            new Compared.Dark(why);
        case Reading.Known<Map<KongKind, List<ObjectNode>>>(Map<KongKind, List<ObjectNode>> live) ->
            new Compared.Calls(EntityPlan.of(declared, tag, live), tree);
      };
    } catch (IllegalArgumentException e) {
      return new Compared.Wrong(file.path() + ": " + e.getMessage());
    }
  }

  /** All of this set's entities. */
  private Reading<Map<KongKind, List<ObjectNode>>> live(Instant deadline) {
    Map<KongKind, List<ObjectNode>> live = new EnumMap<>(KongKind.class);
    for (KongKind kind : KongKind.values()) {
      List<String> within = new ArrayList<>();
      if (kind == KongKind.TARGET) {
        live.getOrDefault(KongKind.UPSTREAM, List.of())
            .forEach(upstream -> within.add(upstream.path("id").asString("")));
      } else {
        within.add("");
      }
      List<ObjectNode> all = new ArrayList<>();
      for (String each : within) {
        switch (gateway.tagged(kind, tag, each, deadline)) {
          case Reading.Unreadable<List<ObjectNode>>(String why) -> {
            return new Reading.Unreadable<>(why);
          }
          case Reading.Known<List<ObjectNode>>(List<ObjectNode> found) -> all.addAll(found);
        }
      }
      live.put(kind, all);
    }
    return new Reading.Known<>(live);
  }

  /** Why this file is not for this gateway; empty = it is. */
  private Optional<ApplyOutcome> objection(JsonNode declared, Instant deadline) {
    return switch (gateway.about(deadline)) {
      case Reading.Unreadable<KongEntities.About>(String why) ->
          Optional.of(new ApplyOutcome.Refused(why, true));
      case Reading.Known<KongEntities.About>(KongEntities.About about) ->
          about.database().equals("off")
              ? Optional.of(
                  new ApplyOutcome.Refused(
                      about.name()
                          + " is Kong without a database: its file is loaded, by 'nodes' instead"
                          + " of 'admin'",
                      false))
              : about.role().equals("control_plane")
                  ? DatabaseOnly.in(declared)
                      .map(why -> new ApplyOutcome.Refused(why + ": data planes have none", false))
                  : Optional.empty();
    };
  }

  /** Entities that are to be made and are there already, as somebody else's. */
  private Optional<ApplyOutcome> foreign(EntityPlan.Calls calls, Instant deadline) {
    for (EntityPlan.Change change : calls.puts()) {
      if (!change.made()) {
        continue;
      }
      switch (gateway.find(change.kind(), change.entity(), deadline)) {
        case Reading.Unreadable<Optional<ObjectNode>>(String why) -> {
          return Optional.of(new ApplyOutcome.Refused(why, true));
        }
        case Reading.Known<Optional<ObjectNode>>(Optional<ObjectNode> found) -> {
          if (found.isPresent()) {
            return Optional.of(
                new ApplyOutcome.Refused(
                    "%s is at the gateway already, without the tag %s: give it the tag, or take it away"
                        .formatted(change.name(), tag),
                    false));
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> applied(EntityPlan.Calls calls, Instant deadline) {
    for (EntityPlan.Change change : calls.puts()) {
      ApplyOutcome outcome = gateway.put(change.kind(), change.entity(), deadline);
      if (!(outcome instanceof ApplyOutcome.Accepted)) {
        return Optional.of(change.name() + ": " + outcome.text());
      }
    }
    for (EntityPlan.Change change : calls.deletes()) {
      ApplyOutcome outcome = gateway.delete(change.kind(), change.entity(), deadline);
      if (!(outcome instanceof ApplyOutcome.Accepted)) {
        return Optional.of(change.name() + " was not deleted: " + outcome.text());
      }
    }
    return Optional.empty();
  }

  /** A 2xx is no proof. */
  private Optional<String> differs(String slot, Instant deadline) {
    return switch (compared(slot, deadline)) {
      case Compared.Dark(String why) -> Optional.of("read back: " + why);
      case Compared.Wrong(String why) -> Optional.of(why);
      case Compared.Calls(EntityPlan.Calls calls, _) ->
          calls.isEmpty()
              ? Optional.empty()
              : Optional.of("read back, Kong differs from the file in " + calls.text());
    };
  }

  /** Of a control plane: data planes that do not take what it has. */
  private Optional<String> refusing(Instant deadline) {
    if (!(gateway.about(deadline) instanceof Reading.Known<KongEntities.About>(var about))) {
      return Optional.of("read back: the gateway does not answer");
    }
    if (!about.role().equals("control_plane")) {
      return Optional.empty();
    }
    return switch (gateway.refusing(deadline)) {
      case Reading.Unreadable<List<String>>(String why) -> Optional.of(why);
      case Reading.Known<List<String>>(List<String> planes) ->
          planes.isEmpty()
              ? Optional.empty()
              : Optional.of("data planes do not take it: " + String.join(", ", planes));
    };
  }
}
