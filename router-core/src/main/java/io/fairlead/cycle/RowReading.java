package io.fairlead.cycle;

import io.fairlead.cycle.TokenPages.Since;
import io.fairlead.cycle.TokenPages.Stored;
import io.fairlead.port.Reading;
import io.fairlead.token.OpenedPage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A row as one region reads it. */
record RowReading(TokenPages row, PageOpening opening) {
  /** Pages that were opened. */
  sealed interface Opened {
    /** From the oldest that is needed to the newest. */
    record Pages(List<OpenedPage> pages) implements Opened {
      public Pages {
        pages = List.copyOf(pages);
      }
    }

    /**
     * One of them is missing or wrong.
     *
     * @param refused whether it is there and not to be believed
     */
    record Broken(String why, boolean refused) implements Opened {
      TokenReport.Outcome outcome() {
        return refused
            ? new TokenReport.Outcome.Refused(why)
            : new TokenReport.Outcome.Unreachable(why);
      }
    }
  }

  /** The pages after a version, or from the last whole one on; 0 = all that are needed. */
  Opened since(Stored newest, long version, Instant deadline) {
    return switch (row.since(newest, version, deadline)) {
      case Since.Broken(String why, boolean refused) -> new Opened.Broken(why, refused);
      case Since.Pages(List<Stored> pages) -> opened(pages, deadline);
    };
  }

  private Opened opened(List<Stored> pages, Instant deadline) {
    List<OpenedPage> opened = new ArrayList<>();
    for (Stored each : pages) {
      switch (opening.open(each.page(), deadline)) {
        case Reading.Unreadable<OpenedPage>(String why) -> {
          return new Opened.Broken(why, false);
        }
        case Reading.Known<OpenedPage>(OpenedPage page) -> opened.add(page);
      }
    }
    return new Opened.Pages(opened);
  }
}
