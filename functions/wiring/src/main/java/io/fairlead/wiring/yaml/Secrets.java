package io.fairlead.wiring.yaml;

import java.util.regex.Pattern;

/** Tells texts that look like secrets, so that they are warned about and never printed. */
public final class Secrets {
  /** A reference; its group is the default, which stands in the file like any literal. */
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^}]*?(?::-([^}]*))?}");

  /** Keys, tokens and passwords in the forms that leak most: RFC 6750, RFC 7617, AWS, PEM, URLs. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)\\b(bearer|basic)\\s+[a-z0-9+/_.=~-]{6,}|\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"
              + "|\\b(gh[pousr]|xox[abprs]|glpat|sk)[-_][A-Za-z0-9_-]{10,}|\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+|-----BEGIN"
              + " [A-Z ]*PRIVATE KEY|://[^/\\s?#]+@"
              + "|[?&#](token|key|apikey|api_key|secret|sig|signature|password|access_token|code)=[^&\\s]+"
              + "|hooks\\.slack\\.com/services/\\w+|discord(app)?\\.com/api/webhooks/\\w+"
              + "|webhook\\.office\\.com/\\w+");

  /** A path segment that no person would write: long, with letters and digits. */
  private static final Pattern OPAQUE_SEGMENT =
      Pattern.compile("://[^/]*/(.*/)?(?=[^/]*[0-9])(?=[^/]*[A-Za-z])[A-Za-z0-9_-]{20,}");

  private static final Pattern SECRET_HEADER =
      Pattern.compile("(?i).*(authorization|cookie|token|secret|password|api-?key|credential).*");

  private static final int SHORTEST = 10;

  private Secrets() {}

  /** Whether a text as written, references to variables and files aside, looks like a secret. */
  public static boolean looksSecret(String written) {
    if (written.length() < SHORTEST) {
      return false;
    }
    String literal = REFERENCE.matcher(written).replaceAll("$1");
    return SECRET.matcher(literal).find() || OPAQUE_SEGMENT.matcher(literal).find();
  }

  /** Whether a header of this name carries a secret. */
  public static boolean secretHeader(String name) {
    return SECRET_HEADER.matcher(name).matches();
  }

  /** Whether a text has more than references without default. */
  public static boolean literal(String written) {
    return !REFERENCE.matcher(written).replaceAll("$1").isBlank();
  }
}
