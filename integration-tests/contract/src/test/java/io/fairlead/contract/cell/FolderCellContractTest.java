package io.fairlead.contract.cell;

import io.fairlead.local.cell.FolderCell;
import io.fairlead.quorum.CasCell;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.io.TempDir;

final class FolderCellContractTest extends CasCellContract {
  @TempDir Path folder;

  @Override
  CasCell open() throws IOException {
    return FolderCell.open(folder.resolve("cell"), "eu-west", InstantSource.system());
  }
}
