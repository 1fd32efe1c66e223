package io.fairlead.local.zone;

import io.fairlead.traffic.RecordSets;

/** What a zone store answers to a change. */
public sealed interface ZoneAnswer {
  /** The zone after the change; also when it already held exactly that. */
  record Applied(RecordSets now) implements ZoneAnswer {}

  /** Nothing was changed: the zone has moved on, or a record before does not match. */
  record Conflict(RecordSets now, String why) implements ZoneAnswer {}

  /** Nothing was changed: a record could never be served. */
  record Invalid(String why) implements ZoneAnswer {}
}
