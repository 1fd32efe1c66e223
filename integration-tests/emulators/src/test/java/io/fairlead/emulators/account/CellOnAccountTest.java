package io.fairlead.emulators.account;

import io.fairlead.azure.cell.BlobCell;
import io.fairlead.contract.RacedCellContract;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.quorum.CasCell;
import org.junit.jupiter.api.AfterEach;

/** Cells in blobs of an account. */
@NeedsParts
class CellOnAccountTest extends RacedCellContract implements OnPart {
  private final Account account = Account.find();
  private final String fleet = Account.newFleet();

  @AfterEach
  void forget() {
    account.forget(fleet);
    account.close();
  }

  @Override
  protected CasCell open() {
    return new BlobCell(account.blobs(0, "any"), "somewhere", BlobCell.name(fleet));
  }

  @Override
  public Part part() {
    return account.part();
  }
}
