package io.fairlead.cli.verb;

import io.fairlead.cli.ExitCode;
import io.fairlead.cli.Stop;
import io.fairlead.port.FaultWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The template of a region on AWS as a checkout has it, and the zip that it takes the functions
 * from.
 *
 * @param directory where the command was called
 * @param folder the template's folder, seen from there
 * @param file its name there
 * @param text what the template says
 */
record RegionTemplate(Path directory, String folder, String file, String text) {
  /** Its file in the folder. */
  static final String FILE = "region.yaml";

  private static final Pattern CODE = Pattern.compile("(?m)^( *CodeUri: *)(\\S+\\.zip) *$");
  private static final String ONE_CLOUD = "fairlead-aws.zip";
  private static final String BOTH_CLOUDS = "fairlead-aws-azure.zip";

  /** The file of a region's introspection endpoint, which has its functions from the same zip. */
  static final String TOKENS = "tokens.yaml";

  /** Whether the folder has one. */
  static boolean isIn(Path directory, String folder) {
    return Files.isRegularFile(directory.resolve(folder).resolve(FILE));
  }

  /**
   * Reads one of the folder's.
   *
   * @throws Stop where it cannot be read
   */
  static RegionTemplate in(Path directory, String folder, String file) {
    try {
      return new RegionTemplate(
          directory, folder, file, Files.readString(directory.resolve(folder).resolve(file)));
    } catch (IOException failure) {
      throw new Stop(
          ExitCode.FAILED,
          "cannot read %s/%s (%s).".formatted(folder, file, FaultWords.kind(failure)));
    }
  }

  /**
   * The same with the zip whose functions open both clouds.
   *
   * @param file where it is to lie, seen from the directory: the zip's path is seen from there
   */
  RegionTemplate forBothClouds(String file) {
    Matcher code = CODE.matcher(text);
    if (!code.find()) {
      return this;
    }
    Path zip = full(folder).resolve(code.group(2).replace(ONE_CLOUD, BOTH_CLOUDS)).normalize();
    Path place = full(file).getParent();
    String path = (place == null ? zip : place.relativize(zip)).toString().replace('\\', '/');
    String changed = code.replaceFirst(Matcher.quoteReplacement(code.group(1) + path));
    Path seen = full("").relativize(place == null ? full("") : place);
    return new RegionTemplate(
        directory, seen.toString(), String.valueOf(full(file).getFileName()), changed);
  }

  /** A sentence where the zip is not there. */
  Optional<String> missing() {
    Matcher code = CODE.matcher(text);
    if (!code.find()) {
      return Optional.empty();
    }
    Path zip = Path.of(folder).resolve(code.group(2)).normalize();
    return Files.isRegularFile(directory.resolve(zip))
        ? Optional.empty()
        : Optional.of(
            file
                + " takes the functions from "
                + zip
                + ", which is not there: make it in that checkout by './mvnw -pl functions/aws"
                + " -am -Dmaven.test.skip=true package' before you run 'sam deploy'.");
  }

  private Path full(String path) {
    return directory.resolve(path).toAbsolutePath().normalize();
  }
}
