package io.fairlead.planted;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * One change of a source of this project.
 *
 * @param file path in the checkout
 * @param right text of the source, which occurs once
 * @param wrong what replaces it
 */
public record Edit(String file, String right, String wrong) {
  /**
   * The source with the change made.
   *
   * @throws IllegalStateException where the source has changed, so that the edit no longer applies
   */
  public String applied(Path top) throws IOException {
    return appliedTo(Files.readString(top.resolve(file)));
  }

  String appliedTo(String text) {
    int found = text.split(Pattern.quote(right), -1).length - 1;
    if (found != 1) {
      throw new IllegalStateException(
          "a planted bug no longer applies: expected this text once in "
              + file
              + ", found it "
              + found
              + " times; say there what the source says now: "
              + right);
    }
    return text.replace(right, wrong);
  }
}
