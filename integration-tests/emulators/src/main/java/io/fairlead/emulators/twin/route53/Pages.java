package io.fairlead.emulators.twin.route53;

import io.fairlead.emulators.twin.Call;
import io.fairlead.emulators.twin.Xml;
import java.util.Collections;
import java.util.List;

/** Lists a zone page by page, at most 300 record sets each. */
final class Pages {
  private static final int PAGE = 300;

  private Pages() {}

  static String page(Zone zone, Call call) {
    String most = call.parameter("maxitems");
    int items = most.isEmpty() ? PAGE : Math.min(PAGE, Integer.parseInt(most));
    RecordSet from = start(call);
    List<RecordSet> all = zone.ordered();
    int at = Collections.binarySearch(all, from, RecordSet.ORDER);
    List<RecordSet> rest = all.subList(at < 0 ? -at - 1 : at, all.size());
    List<RecordSet> page = rest.subList(0, Math.min(items, rest.size()));
    boolean truncated = rest.size() > page.size();
    Xml xml = new Xml();
    xml.in("ResourceRecordSets", () -> page.forEach(set -> set.put(xml)));
    xml.put("IsTruncated", truncated);
    if (truncated) {
      RecordSet next = rest.get(page.size());
      xml.put("NextRecordName", next.name())
          .put("NextRecordType", next.type())
          .put("NextRecordIdentifier", next.setIdentifier());
    }
    return xml.put("MaxItems", items).toString();
  }

  private static RecordSet start(Call call) {
    String name = call.parameter("name");
    return new RecordSet(
        name.isEmpty() ? "." : RecordSet.absolute(name),
        call.parameter("type"),
        call.parameter("identifier").isEmpty() ? null : call.parameter("identifier"),
        null,
        null,
        List.of(),
        null,
        null);
  }
}
