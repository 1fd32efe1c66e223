package io.fairlead.simulation;

import java.time.Duration;

/** What may happen to one port call. */
sealed interface Fault {
  /** The process dies before the call is sent. */
  record KillBefore() implements Fault {}

  /** The process dies after the call took effect, before it sees the answer. */
  record KillAfter() implements Fault {}

  /** The call is delivered twice; the first answer counts. */
  record Duplicate() implements Fault {}

  /** The call takes effect, the answer is lost. */
  record LoseAnswer() implements Fault {}

  /** The call is lost on its way. */
  record Drop() implements Fault {}

  /** The process is frozen before the adapter looks at its clock, and thawed later. */
  record Freeze(Duration time) implements Fault {}

  /** The request lies in the network, past every check of the sender, and takes effect later. */
  record Late(Duration time) implements Fault {}
}
