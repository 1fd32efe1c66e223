package io.fairlead.wiring.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.events.StreamEndEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Turns the parser's events into nodes, within {@link YamlLimits}. */
final class RawReader {
  /** Reading stops here; the tree could not be trusted beyond. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Refused(Problem problem) {
      super(problem.message(), null, false, false);
      this.problem = problem;
    }

    Problem problem() {
      return problem;
    }
  }

  private final Iterator<Event> events;
  private final Map<String, RawNode> anchors = new HashMap<>();
  private int aliases;
  private int depth;

  RawReader(Iterator<Event> events) {
    this.events = events;
  }

  /** The root of the only document. */
  RawNode document() {
    events.next();
    Event start = events.next();
    if (!(start instanceof DocumentStartEvent)) {
      throw new Refused(Problem.error(Place.FILE, "the file is empty"));
    }
    RawNode root = node(events.next());
    events.next();
    Event end = events.next();
    if (!(end instanceof StreamEndEvent)) {
      throw new Refused(
          Problem.error(place(end), "a second document begins").allowed("one document"));
    }
    return root;
  }

  private RawNode node(Event event) {
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    refuseTag(event);
    RawNode node =
        switch (event) {
          case ScalarEvent scalar ->
              new RawNode.Scalar(place(scalar), scalar.getValue(), scalar.isPlain());
          case SequenceStartEvent start -> sequence(start);
          case MappingStartEvent start -> mapping(start);
          default -> throw new Refused(Problem.error(place(event), "not readable as YAML"));
        };
    if (event instanceof NodeEvent named) {
      named.getAnchor().ifPresent(anchor -> anchors.put(anchor.getValue(), node));
    }
    return node;
  }

  private RawNode aliased(AliasEvent alias) {
    String name = alias.getAlias().getValue();
    @Nullable RawNode known = anchors.get(name);
    if (known == null) {
      throw new Refused(
          Problem.error(
              place(alias), "alias *" + Shown.clipped(name, 40) + " has no anchor before"));
    }
    if (++aliases > YamlLimits.ALIASES) {
      throw new Refused(
          Problem.error(place(alias), "too many aliases").allowed("at most " + YamlLimits.ALIASES));
    }
    return known;
  }

  private void refuseTag(Event event) {
    boolean tagged =
        switch (event) {
          case ScalarEvent scalar -> scalar.getTag().isPresent();
          case CollectionStartEvent start -> start.getTag().isPresent();
          default -> false;
        };
    if (tagged) {
      throw new Refused(Problem.error(place(event), "a YAML tag").allowed("values without tags"));
    }
  }

  private RawNode sequence(SequenceStartEvent start) {
    List<RawNode> items = new ArrayList<>();
    enter(start);
    Event next = events.next();
    while (!(next instanceof SequenceEndEvent)) {
      items.add(node(next));
      next = events.next();
    }
    depth--;
    return new RawNode.Sequence(place(start), items);
  }

  private RawNode mapping(MappingStartEvent start) {
    List<RawNode.Pair> pairs = new ArrayList<>();
    enter(start);
    Event next = events.next();
    while (!(next instanceof MappingEndEvent)) {
      if (!(node(next) instanceof RawNode.Scalar key)) {
        throw new Refused(
            Problem.error(place(next), "a key that is a list or a section").allowed("a word"));
      }
      pairs.add(new RawNode.Pair(key, node(events.next())));
      next = events.next();
    }
    depth--;
    return new RawNode.Mapping(place(start), pairs);
  }

  private void enter(Event start) {
    if (++depth > YamlLimits.DEPTH) {
      throw new Refused(
          Problem.error(place(start), "nested too deeply")
              .allowed("at most " + YamlLimits.DEPTH + " levels"));
    }
  }

  private static Place place(Event event) {
    return event.getStartMark().map(RawReader::place).orElse(Place.FILE);
  }

  static Place place(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1, "");
  }
}
