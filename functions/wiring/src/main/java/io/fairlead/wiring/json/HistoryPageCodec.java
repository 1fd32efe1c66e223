package io.fairlead.wiring.json;

import io.fairlead.journal.HistoryEntry;
import io.fairlead.port.Codec;
import java.util.List;

/** A page of archived history as canonical JSON; properties not known are passed over. */
public final class HistoryPageCodec implements Codec<List<HistoryEntry>> {
  /** The format that this code reads and writes. */
  public static final int FORMAT = 1;

  @Override
  public byte[] encode(List<HistoryEntry> lines) {
    return FairleadJson.strict().writeValueAsBytes(new Page(FORMAT, lines));
  }

  @Override
  public List<HistoryEntry> decode(byte[] bytes) {
    return JsonFormat.read(FairleadJson.lenient(), bytes, Page.class, "a page of history", FORMAT)
        .lines();
  }

  record Page(int format, List<HistoryEntry> lines) {
    Page {
      lines = List.copyOf(lines);
    }
  }
}
