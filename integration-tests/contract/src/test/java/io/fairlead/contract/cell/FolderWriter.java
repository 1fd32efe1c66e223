package io.fairlead.contract.cell;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fairlead.local.cell.FolderCell;
import io.fairlead.quorum.CellCas;
import io.fairlead.quorum.CellRead;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.zip.CRC32C;

/** A process that writes a folder cell and says which versions were acknowledged. */
final class FolderWriter {
  private static final int FILL = 3000;

  private FolderWriter() {}

  /**
   * Writes some versions: {@code folder count}, or one version wrongly: {@code folder careless}.
   */
  public static void main(String[] args) throws IOException {
    if (args[1].equals("careless")) {
      careless(Path.of(args[0]));
      return;
    }
    FolderCell cell = FolderCell.open(Path.of(args[0]), "eu-west", InstantSource.system());
    for (int left = Integer.parseInt(args[1]); left > 0; left--) {
      long version =
          switch (cell.read(Instant.MAX)) {
            case CellRead.Value(long found, byte[] _) -> found;
            case CellRead.Empty() -> 0;
            case CellRead.Unknown(String why) -> throw new IOException(why);
          };
      CellCas answer = cell.cas(version, value(version + 1), Instant.MAX);
      if (!(answer instanceof CellCas.Ok)) {
        throw new IOException("expected to be alone, found " + answer);
      }
      // One call of the system for each line, so that a kill falls between two of them.
      System.out.write(("acknowledged " + (version + 1) + "\n").getBytes(UTF_8));
      System.out.flush();
    }
  }

  /** A planted bug: the version's own file is written in two goes. */
  private static void careless(Path folder) throws IOException {
    byte[] value = value(1);
    CRC32C sum = new CRC32C();
    sum.update(value);
    String head =
        "fairlead-cell 1 version 1 length %d crc32c %08x\n".formatted(value.length, sum.getValue());
    try (OutputStream out = Files.newOutputStream(folder.resolve("version-1"))) {
      out.write(head.getBytes(UTF_8));
      out.write(value);
    }
  }

  /** What every writer writes as a version. */
  static byte[] value(long version) {
    return ("value of version " + version + "\n" + "x".repeat(FILL)).getBytes(UTF_8);
  }
}
