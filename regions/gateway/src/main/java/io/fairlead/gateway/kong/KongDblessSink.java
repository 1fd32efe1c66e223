package io.fairlead.gateway.kong;

import io.fairlead.artifact.ContentDigest;
import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.Reading;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Nodes of Kong without a database, which get one declarative file of a set, beside the copies of
 * the set in another sink. A switch loads every node, reads its hash back, and then shows the copy;
 * where a node does not take it, the cycle shows the copy before again, which loads that. Nodes
 * whose hash is another than that of the copy's file are told, and loaded by the next run. A file
 * that a node has refused is not sent again and again.
 */
public final class KongDblessSink implements CopiesBeside {
  /** A node that loads something else is asked so often again. */
  private static final int TRIES = 5;

  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final ArtifactSink copies;
  private final KongFile file;
  private final List<KongNode> nodes;
  private final Refusals refusals;
  private final Time time;

  /**
   * How time passes.
   *
   * @param pause lets it pass, where a node is busy
   */
  public record Time(InstantSource clock, Consumer<Duration> pause) {}

  /**
   * Nodes beside copies.
   *
   * @param file the declarative file in the set
   */
  public KongDblessSink(
      ArtifactSink copies, KongFile file, List<KongNode> nodes, Refusals refusals, Time time) {
    this.copies = copies;
    this.file = file;
    this.nodes = List.copyOf(nodes);
    this.refusals = refusals;
    this.time = time;
  }

  @Override
  public ArtifactSink copies() {
    return copies;
  }

  @Override
  public Reading<State> state(Instant deadline) {
    Reading<State> read = copies.state(deadline);
    if (!(read instanceof Reading.Known<State>(State state))) {
      return read;
    }
    Optional<Slot> shown = state.shown();
    String wanted = "";
    if (shown.isPresent()) {
      switch (file.in(copies, shown.get().name(), deadline)) {
        case Reading.Unreadable<String> _ -> {
          return new Reading.Known<>(
              new State(
                  shown, "the copy has no " + file.path() + " that can be read", state.journal()));
        }
        case Reading.Known<String>(String config) -> wanted = md5(config);
      }
    }
    String foreign = state.foreign();
    for (KongNode node : nodes) {
      switch (node.hash(deadline)) {
        case Reading.Unreadable<String>(String why) -> {
          return new Reading.Unreadable<>(why);
        }
        case Reading.Known<String>(String hash) -> {
          if (shown.isPresent() && foreign == null && !hash.equals(wanted)) {
            foreign =
                "%s serves configuration %s instead of %s".formatted(node.name(), hash, wanted);
          }
        }
      }
    }
    return new Reading.Known<>(new State(shown, foreign, state.journal()));
  }

  @Override
  public ApplyOutcome show(@Nullable String from, String to, Instant deadline) {
    String config;
    switch (file.in(copies, to, deadline)) {
      case Reading.Unreadable<String>(String why) -> {
        return new ApplyOutcome.Refused(file.absent(why), false);
      }
      case Reading.Known<String>(String text) -> config = text;
    }
    Optional<String> objection = objection(config);
    if (objection.isPresent()) {
      return new ApplyOutcome.Refused(file.path() + ": " + objection.get(), false);
    }
    Optional<String> failed = standing(config, deadline).or(() -> loaded(config, deadline));
    if (failed.isPresent()) {
      // Nodes before it have it: whoever asked reads the state, and shows the copy before again.
      return new ApplyOutcome.Unknown(failed.get());
    }
    return shown(from, to, deadline);
  }

  /** What a node said that refused this file not long ago and still serves what it served then. */
  private Optional<String> standing(String config, Instant deadline) {
    return refusals
        .last()
        .filter(last -> last.standsFor(digest(config), time.clock().instant()))
        .filter(
            last ->
                nodes.stream()
                    .filter(node -> node.name().equals(last.node()))
                    .anyMatch(node -> serves(node, last.serves(), deadline)))
        .map(Refusal::sentence);
  }

  /** Why a node does not serve a configuration; empty = all do. */
  private Optional<String> loaded(String config, Instant deadline) {
    for (KongNode node : nodes) {
      Optional<String> failed =
          serves(node, md5(config), deadline) ? Optional.empty() : loaded(node, config, deadline);
      if (failed.isPresent()) {
        return failed;
      }
    }
    refusals
        .last()
        .filter(last -> last.file().equals(digest(config)))
        .ifPresent(_ -> refusals.forget());
    return Optional.empty();
  }

  private static boolean serves(KongNode node, String hash, Instant deadline) {
    return node.hash(deadline).equals(new Reading.Known<>(hash));
  }

  private static ContentDigest digest(String config) {
    return ContentDigest.of(config.getBytes(StandardCharsets.UTF_8));
  }

  /** What nodes without a database would load and never do; what is no file at all, they tell. */
  private Optional<String> objection(String config) {
    try {
      return DatabaseOnly.in(file.tree(config));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Why a node does not serve a configuration; empty = it does: its hash was read back. */
  private Optional<String> loaded(KongNode node, String config, Instant deadline) {
    KongNode.Loaded answer = node.load(config, deadline);
    for (int tries = 1; tries < TRIES && answer instanceof KongNode.Loaded.Busy busy; tries++) {
      Duration wait = busy.retryAfter();
      time.pause().accept(wait.compareTo(LONGEST_PAUSE) < 0 ? wait : LONGEST_PAUSE);
      answer = node.load(config, deadline);
    }
    return switch (answer) {
      case KongNode.Loaded.Taken() -> differs(node, config, deadline);
      case KongNode.Loaded.Busy _ ->
          Optional.of(node.name() + " is busy with another load, again and again");
      case KongNode.Loaded.Wrong(String why) -> Optional.of(noted(node, config, why, deadline));
      case KongNode.Loaded.Refused(String why) -> Optional.of(why);
      case KongNode.Loaded.Unknown(String why) -> Optional.of(why);
    };
  }

  /** The node serves what it served, which tells whether it was started anew meanwhile. */
  private String noted(KongNode node, String config, String why, Instant deadline) {
    if (!(node.hash(deadline) instanceof Reading.Known<String>(String serves))) {
      return why;
    }
    Refusal refusal = new Refusal(digest(config), node.name(), serves, time.clock().instant(), why);
    refusals.note(refusal);
    return refusal.sentence();
  }

  /** A 2xx is no proof. */
  private static Optional<String> differs(KongNode node, String config, Instant deadline) {
    return switch (node.hash(deadline)) {
      case Reading.Unreadable<String>(String why) -> Optional.of("read back: " + why);
      case Reading.Known<String>(String hash) ->
          hash.equals(md5(config))
              ? Optional.empty()
              : Optional.of(
                  "read back, %s serves configuration %s instead of %s"
                      .formatted(node.name(), hash, md5(config)));
    };
  }

  /** As Kong names a configuration: it is no protection here, contents are compared by SHA-256. */
  static String md5(String config) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("MD5").digest(config.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
