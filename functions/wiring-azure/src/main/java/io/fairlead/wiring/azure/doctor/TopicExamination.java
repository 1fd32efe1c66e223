package io.fairlead.wiring.azure.doctor;

import io.fairlead.wiring.region.Finding;
import io.fairlead.wiring.stack.AzureStacks;
import io.fairlead.wiring.topology.NoticeTopics;
import io.fairlead.wiring.topology.NotifySetting.EventGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Whether the functions of a region may publish to the topics that the topology has for them. */
record TopicExamination(AzureStacks stacks, Granted granted) {
  /**
   * The one action of the role that lets somebody publish.
   *
   * @see <a href="https://learn.microsoft.com/azure/event-grid/security-authorization">Authorizing
   *     access to Event Grid resources</a>
   */
  private static final String SEND = "Microsoft.EventGrid/events/send/action";

  private static final String COMMAND = "'fairlead stacks' prints the command";

  /** What is amiss. */
  List<Finding> region(String region) {
    NoticeTopics topics = stacks.noticeTopics();
    List<Finding> findings = new ArrayList<>();
    for (EventGrid topic : topics.byIdentity(region)) {
      Optional<String> owner = topics.owner(topic);
      if (owner.isPresent()) {
        findings.addAll(known(region, stacks.topicId(owner.get())));
      } else {
        findings.add(
            Finding.warning(
                "notices/" + region,
                "a topic that infra/azure makes, which this can look at",
                topic.endpoint(),
                "see that its identity has the role '%s' there: %s"
                    .formatted(NoticeTopics.ROLE, COMMAND)));
      }
    }
    return findings;
  }

  private List<Finding> known(String region, String topic) {
    TreeSet<String> missing = new TreeSet<>(Set.of(SEND));
    String why = granted.on(topic, missing);
    if (!why.isEmpty()) {
      return List.of(
          Finding.error(
              "notices/" + region, "to read its roles on " + topic, why, "see the answer"));
    }
    return missing.isEmpty()
        ? List.of()
        : List.of(
            Finding.error(
                "notices/" + region,
                "role '%s' on %s".formatted(NoticeTopics.ROLE, topic),
                "it lacks " + SEND + ", and notices are not published",
                "grant it: " + COMMAND));
  }
}
