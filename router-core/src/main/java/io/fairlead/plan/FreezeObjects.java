package io.fairlead.plan;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.EvacuationFlags.Flags;

/**
 * Tells people of a freeze object in a flag store: one line when it appears, one when it is gone.
 * The register's own history remembers whether it was told, so that no tick writes it again.
 */
final class FreezeObjects {
  private static final String PREFIX = "freeze object ";
  private static final String GONE = PREFIX + "gone: changes go on unless the register is frozen";

  private FreezeObjects() {}

  /** Writes what is new of them. */
  static void tell(Draft draft) {
    Flags flags = draft.view.current().flags();
    String last = lastLine(draft);
    boolean told = !last.isEmpty() && !last.equals(GONE);
    if (flags.frozen() && !told) {
      draft.tell(Panic.KIND, "fleet", PREFIX + flags.freeze());
    }
    // A store that does not answer may still hold one.
    if (!flags.frozen() && told && flags.unreadable().isEmpty()) {
      draft.tell(Panic.KIND, "fleet", GONE);
    }
  }

  /** What was told last; empty = nothing ever. */
  private static String lastLine(Draft draft) {
    for (HistoryEntry line : draft.view.state().history().reversed()) {
      if (line.kind().equals(Panic.KIND) && line.text().startsWith(PREFIX)) {
        return line.text();
      }
    }
    return "";
  }
}
