package io.fairlead.azure.notice;

import io.fairlead.port.Notifier.Notice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Notices as events of CloudEvents 1.0 in JSON's batch format.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">
 *     JSON Event Format</a>
 */
final class CloudEvent {
  /** The media type of a batch. */
  static final String BATCH = "application/cloudevents-batch+json; charset=utf-8";

  private CloudEvent() {}

  /** A batch of notices, as sent. */
  static byte[] batch(List<Notice> notices) {
    ArrayNode events = JsonMapper.shared().createArrayNode();
    for (Notice notice : notices) {
      events
          .addObject()
          .put("specversion", "1.0")
          .put("id", id(notice))
          .put("source", "/fairlead/" + notice.fleet())
          .put("type", "io.fairlead.notice." + notice.kind())
          .put("subject", notice.subject())
          .put("time", notice.at().toString())
          .put("datacontenttype", "application/json")
          .set("data", JsonMapper.shared().valueToTree(notice));
    }
    return JsonMapper.shared().writeValueAsBytes(events);
  }

  /** One notice has one id, however often it is sent: receivers know it again. */
  private static String id(Notice notice) {
    String whole =
        String.join(
            "\n",
            notice.kind(),
            notice.fleet(),
            notice.subject(),
            notice.text(),
            notice.at().toString());
    return UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
