package io.fairlead.contract.cell;

import io.fairlead.contract.RacedCellContract;
import io.fairlead.local.cell.FolderCell;
import io.fairlead.quorum.CasCell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

final class FolderCellContractTest extends RacedCellContract {
  @TempDir Path folder;

  @Override
  protected CasCell open() throws IOException {
    return FolderCell.open(folder.resolve("cell"), "eu-west", InstantSource.system());
  }
}
