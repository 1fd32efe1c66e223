package io.fairlead.wiring.yaml;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong or doubtful in a file, for people. Never holds the value of a secret.
 *
 * @param line counted from 1; 0 = the file as a whole
 * @param column counted from 1; 0 = the line as a whole
 * @param path where in the tree, as in {@code regions.eu-west.cloud}; empty = the file
 * @param found what stands there, as written, before variables are replaced
 * @param allowed what may stand there
 * @param suggestion the word probably meant
 * @param message what is wrong
 */
public record Problem(
    Severity severity,
    int line,
    int column,
    String path,
    @Nullable String found,
    @Nullable String allowed,
    @Nullable String suggestion,
    String message) {
  /** Whether a file with this problem can still be used. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** A problem that makes the file unusable. */
  public static Problem error(Place at, String message) {
    return new Problem(
        Severity.ERROR, at.line(), at.column(), at.path(), null, null, null, message);
  }

  /** A problem that people should know of. */
  public static Problem warning(Place at, String message) {
    return new Problem(
        Severity.WARNING, at.line(), at.column(), at.path(), null, null, null, message);
  }

  /** With what was found. */
  public Problem found(String text) {
    return new Problem(severity, line, column, path, text, allowed, suggestion, message);
  }

  /** With what is allowed. */
  public Problem allowed(String text) {
    return new Problem(severity, line, column, path, found, text, suggestion, message);
  }

  /** With the word probably meant, if there is one. */
  public Problem suggesting(@Nullable String word) {
    return new Problem(severity, line, column, path, found, allowed, word, message);
  }

  /** With another message. */
  Problem saying(String text) {
    return new Problem(severity, line, column, path, found, allowed, suggestion, text);
  }

  /** Whether the file cannot be used. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /**
   * One line, as in {@code fairlead.yaml:14: regions.eu-west.jurisdicton: unknown key; did you mean
   * 'jurisdiction'? allowed: …}.
   */
  public String text(String file) {
    StringBuilder out = new StringBuilder(file);
    out.append(line > 0 ? ":" + line + ": " : ": ");
    out.append(isError() ? "" : "warning: ");
    out.append(path.isEmpty() ? "" : path + ": ").append(message);
    String joint = "; ";
    if (found != null) {
      out.append(joint).append("found ").append(found);
    }
    if (suggestion != null) {
      out.append(joint).append("did you mean '").append(suggestion).append("'?");
      joint = " ";
    }
    if (allowed != null) {
      out.append(joint).append("allowed: ").append(allowed);
    }
    return out.toString();
  }
}
