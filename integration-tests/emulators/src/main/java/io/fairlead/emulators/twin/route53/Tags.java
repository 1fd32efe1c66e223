package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Xml;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.w3c.dom.Element;

/**
 * Tags of health checks.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeTagsForResource.html">
 *     ChangeTagsForResource</a>
 */
final class Tags {
  private static final Pattern PATH =
      Pattern.compile("/2013-04-01/tags/healthcheck/([A-Za-z0-9-]+)/?");

  private final Map<String, Map<String, String>> tags = new ConcurrentHashMap<>();

  /** The path of a request about tags, its group 1 the check. */
  static Matcher asked(String path) {
    return PATH.matcher(path);
  }

  static String operation(String method) {
    return method.equals("POST") ? "ChangeTagsForResource" : "ListTagsForResource";
  }

  String answer(Call call, String check) {
    Map<String, String> own = tags.computeIfAbsent(check, none -> new TreeMap<>());
    synchronized (own) {
      if (call.method().equals("POST")) {
        for (Element added : Xml.children(Xml.root(call.body()), "AddTags")) {
          for (Element tag : Xml.children(added, "Tag")) {
            own.put(Xml.required(tag, "Key"), Xml.required(tag, "Value"));
          }
        }
        return "";
      }
      return list(check, own);
    }
  }

  private static String list(String check, Map<String, String> own) {
    Xml xml = new Xml();
    xml.in(
        "ResourceTagSet",
        () -> {
          xml.put("ResourceType", "healthcheck").put("ResourceId", check);
          xml.in(
              "Tags",
              () ->
                  own.forEach(
                      (key, value) ->
                          xml.in("Tag", () -> xml.put("Key", key).put("Value", value))));
        });
    return xml.toString();
  }
}
