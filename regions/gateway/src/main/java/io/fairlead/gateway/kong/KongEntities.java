package io.fairlead.gateway.kong;

import io.fairlead.port.ApplyOutcome;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The entities behind one Admin API of Kong with a database, each changed by a call of its own. */
public interface KongEntities {
  /** What the gateway is. */
  Reading<About> about(Instant deadline);

  /**
   * The entities of a kind with a tag, all pages.
   *
   * @param within id of what they are listed by: targets have no list but their upstream's; empty =
   *     all of the kind
   */
  Reading<List<ObjectNode>> tagged(KongKind kind, String tag, String within, Instant deadline);

  /**
   * The credentials of a consumer, whoever made them, all pages.
   *
   * @param consumer its id
   */
  Reading<List<ObjectNode>> ofConsumer(KongKind kind, String consumer, Instant deadline);

  /** An entity by its id, whoever made it. */
  Reading<Optional<ObjectNode>> find(KongKind kind, ObjectNode entity, Instant deadline);

  /** Makes an entity, or replaces it whole. Putting the same again changes nothing. */
  ApplyOutcome put(KongKind kind, ObjectNode entity, Instant deadline);

  /** Deletes an entity; one that is gone is deleted. */
  ApplyOutcome delete(KongKind kind, ObjectNode entity, Instant deadline);

  /** Data planes of a control plane that were heard of lately and do not take what it has. */
  Reading<List<String>> refusing(Instant deadline);

  /**
   * A gateway.
   *
   * @param name where it answers
   * @param database {@code postgres}, or {@code off}
   * @param role {@code traditional} or {@code control_plane}
   */
  record About(String name, String database, String role) {}
}
