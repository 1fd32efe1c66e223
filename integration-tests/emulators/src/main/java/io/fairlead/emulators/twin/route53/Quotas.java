package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Xml;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an account may have, as Route 53 tells it; nothing is refused here for it.
 *
 * @param records in a hosted zone
 * @param checks of the account
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZoneLimit.html">
 *     GetHostedZoneLimit</a>
 * @see <a href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetAccountLimit.html">
 *     GetAccountLimit</a>
 */
record Quotas(long records, long checks) {
  /** By default. */
  static final Quotas DEFAULT = new Quotas(10_000, 200);

  private static final Pattern PATH =
      Pattern.compile(
          "/2013-04-01/(?:hostedzonelimit/([A-Za-z0-9]+)|accountlimit)/(MAX_[A-Z0-9_]+)/?");

  /** The path of a question about a quota, its group 1 the zone, if it is about one. */
  static Matcher asked(String path) {
    return PATH.matcher(path);
  }

  static String operation(Matcher asked) {
    return asked.group(1) == null ? "GetAccountLimit" : "GetHostedZoneLimit";
  }

  String answer(Matcher asked, long count) {
    Xml xml = new Xml();
    xml.in(
        "Limit",
        () ->
            xml.put("Type", asked.group(2))
                .put("Value", asked.group(1) == null ? checks : records));
    return xml.put("Count", count).toString();
  }
}
