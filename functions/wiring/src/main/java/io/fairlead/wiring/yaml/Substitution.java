package io.fairlead.wiring.yaml;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${file:PATH}} in text values; a
 * doubled dollar sign before the brace stands for itself. As in a POSIX shell, the default also
 * replaces an empty variable. What comes in is text and is never read as YAML or replaced again.
 */
public final class Substitution {
  /** The longest file that a reference takes in. */
  static final int LONGEST_FILE = 64 * 1024;

  private static final Pattern TOKEN = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
  private static final Pattern VARIABLE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?", Pattern.DOTALL);

  private final Function<String, @Nullable String> environment;
  private final Path folder;
  private final Problems problems;

  /**
   * @param environment looks a variable up; null = not set
   * @param folder what relative paths of file references start from
   */
  public Substitution(
      Function<String, @Nullable String> environment, Path folder, Problems problems) {
    this.environment = environment;
    this.folder = folder;
    this.problems = problems;
  }

  /** The text with everything replaced, or null after telling why that cannot be done. */
  @Nullable String replace(String written, Place place) {
    if (!written.contains("${")) {
      return written;
    }
    StringBuilder out = new StringBuilder();
    Matcher token = TOKEN.matcher(written);
    boolean whole = true;
    while (token.find()) {
      String value = value(token, place);
      whole &= value != null;
      token.appendReplacement(out, Matcher.quoteReplacement(value == null ? "" : value));
    }
    return whole ? token.appendTail(out).toString() : null;
  }

  private @Nullable String value(Matcher token, Place place) {
    String inner = token.group(1);
    if (inner == null) {
      return "${";
    }
    if ("".equals(token.group(2))) {
      return refuse(place, "a '${' without its '}'");
    }
    if (inner.startsWith("file:")) {
      return content(inner.substring("file:".length()), place);
    }
    Matcher variable = VARIABLE.matcher(inner);
    if (!variable.matches() || inner.contains("${")) {
      return refuse(place, "a reference that cannot be read");
    }
    return variable(variable, place);
  }

  private @Nullable String variable(Matcher variable, Place place) {
    String name = variable.group(1);
    String otherwise = variable.group(2);
    String value = environment.apply(name);
    if (value != null) {
      problems.hide(value, "${" + name + "}");
    }
    if (otherwise != null) {
      return value == null || value.isEmpty() ? otherwise : value;
    }
    if (value == null) {
      problems.add(
          Problem.error(place, "the environment variable " + name + " is not set")
              .allowed("a set variable, or a default as in ${" + name + ":-value}"));
    }
    return value;
  }

  private @Nullable String content(String path, Place place) {
    try {
      Path file = folder.resolve(path);
      if (!Files.isRegularFile(file)) {
        return refuseFile(place, path, "is not there, or is no plain file");
      }
      if (Files.size(file) > LONGEST_FILE) {
        return refuseFile(place, path, "is longer than " + LONGEST_FILE + " bytes");
      }
      String content = Files.readString(file, StandardCharsets.UTF_8).strip();
      problems.hide(content, "${file:" + path + "}");
      return content;
    } catch (IOException e) {
      return refuseFile(place, path, "cannot be read as UTF-8 text");
    } catch (IllegalArgumentException e) {
      return refuseFile(place, path, "is no path on this machine");
    }
  }

  private @Nullable String refuseFile(Place place, String path, String why) {
    problems.add(
        Problem.error(place, "the file " + Shown.clipped(path, 200) + " " + why)
            .allowed("${file:PATH} of a readable file of at most 64 KiB"));
    return null;
  }

  private @Nullable String refuse(Place place, String message) {
    problems.add(
        Problem.error(place, message)
            .allowed("${NAME}, ${NAME:-default}, ${file:PATH}, or $${ for a literal ${"));
    return null;
  }
}
