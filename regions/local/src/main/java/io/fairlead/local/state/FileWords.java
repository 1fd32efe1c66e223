package io.fairlead.local.state;

import io.fairlead.port.FaultWords;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says for people why a file or folder could not be used. */
public final class FileWords {
  private FileWords() {}

  /** The same, with the folder where it happened if the system does not say where. */
  public static String of(IOException failure, Path folder) {
    String words = of(failure);
    return words.contains(folder.toString()) ? words : folder + ": " + words;
  }

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
