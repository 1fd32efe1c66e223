package io.fairlead.local.cell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Whether a folder lies on a disk whose link and fsync can be trusted. */
final class LocalDisk {
  private static final Set<String> NETWORK =
      Set.of(
          "9p",
          "acfs",
          "afpfs",
          "afs",
          "beegfs",
          "ceph",
          "cifs",
          "coda",
          "davfs",
          "gfs",
          "gfs2",
          "glusterfs",
          "gpfs",
          "lustre",
          "ncpfs",
          "nfs",
          "nfs4",
          "ocfs2",
          "orangefs",
          "prl_fs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "vboxsf",
          "vmhgfs",
          "webdav");

  private LocalDisk() {}

  /**
   * Refuses a folder on a network mount.
   *
   * @throws IOException with a sentence for people
   */
  static void check(Path folder) throws IOException {
    String type = Files.getFileStore(folder).type();
    if (isNetwork(type)) {
      throw new IOException(
          folder
              + " is on a network mount ("
              + type
              + "), where a hard link or an fsync may say done and not be: choose a folder on a"
              + " local disk");
    }
  }

  /** Whether a file store's type is a network's, or one in user space that may hide a network. */
  static boolean isNetwork(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    return NETWORK.contains(name) || name.startsWith("fuse.");
  }
}
