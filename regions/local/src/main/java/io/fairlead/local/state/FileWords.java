package io.fairlead.local.state;

import io.fairlead.port.FaultWords;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says for people why a file or folder could not be used. */
public final class FileWords {
  private FileWords() {}

  /** A few words without the names of classes. */
  public static String of(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case NoSuchFileException absent -> "there is no " + absent.getFile();
      case FileAlreadyExistsException taken -> taken.getFile() + " is a file, not a folder";
      case FileSystemException named when named.getReason() != null ->
          named.getFile() + ": " + named.getReason();
      default -> FaultWords.of(failure);
    };
  }
}
