package io.fairlead.emulators.twin;

import io.fairlead.emulators.twin.Service.Reply;

/** What whoever sent a request gets of it. */
sealed interface Ending {
  /** An answer. */
  record Answered(Reply reply) implements Ending {}

  /** The connection is closed without an answer. */
  record Cut() implements Ending {}

  /** The connection is reset without an answer. */
  record Reset() implements Ending {}

  /** Nothing, on a connection that stays open until the client hangs up. */
  record Silent() implements Ending {}
}
