package io.fairlead.local.relay;

import org.jspecify.annotations.Nullable;

/** What the relays answer to a move. */
public sealed interface MoveAnswer {
  /** The address is on the node asked for; also when it already was. */
  record Moved() implements MoveAnswer {}

  /** Nothing was changed: the holder is another, or this step was taken before. */
  record Conflict(@Nullable String holder, String why) implements MoveAnswer {}

  /** Nothing was changed: it came too late. */
  record Expired() implements MoveAnswer {}

  /** Nothing was changed: no such address or node. */
  record Unknown(String why) implements MoveAnswer {}
}
