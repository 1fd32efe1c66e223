package io.fairlead.local.artifact;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody else replicates to a folder now. */
public final class BusyFolder extends IOException {
  private static final long serialVersionUID = 1L;

  BusyFolder(Path folder) {
    super("another 'fairlead replicate' is at work on " + folder + ": wait until it has ended");
  }
}
