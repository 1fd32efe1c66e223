package io.fairlead.cli.answer;

import java.util.ArrayList;
import java.util.List;

/** Lines of cells in aligned columns, two blanks apart; no line ends in blanks. */
public final class Table {
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Integer> rightAligned;

  /** Columns counted from 0 that are aligned to the right. */
  public Table(List<Integer> rightAligned) {
    this.rightAligned = List.copyOf(rightAligned);
  }

  /** Adds a row. */
  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** Every row on a line of its own, each ended by a newline. */
  public String text(String indent) {
    int columns = rows.stream().mapToInt(List::size).max().orElse(0);
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      text.append((indent + line(row, widths)).stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String blanks = " ".repeat(widths[i] - row.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(rightAligned.contains(i) ? blanks + row.get(i) : row.get(i) + blanks);
    }
    return line.toString();
  }
}
