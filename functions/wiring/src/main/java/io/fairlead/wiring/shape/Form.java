package io.fairlead.wiring.shape;

import java.util.regex.Pattern;

/**
 * The form of a text.
 *
 * @param words for people, as in {@code an IPv4 address}
 * @param pattern what the whole text matches, in the part of the syntax that Java and ECMA-262
 *     share
 * @param secret whether values are never shown
 */
public record Form(String words, Pattern pattern, boolean secret) {
  /** A form whose values may be shown. */
  public static Form of(String words, String pattern) {
    return new Form(words, Pattern.compile(pattern), false);
  }

  /** A form whose values are never shown. */
  public static Form secret(String words, String pattern) {
    return new Form(words, Pattern.compile(pattern), true);
  }

  /** Whether a text has this form. */
  public boolean fits(String text) {
    return pattern.matcher(text).matches();
  }
}
