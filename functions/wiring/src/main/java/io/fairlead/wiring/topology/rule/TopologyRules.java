package io.fairlead.wiring.topology.rule;

import io.fairlead.wiring.yaml.Problems;
import io.fairlead.wiring.yaml.Section;
import java.util.List;
import java.util.function.Consumer;

/** Every rule across places. */
public final class TopologyRules {
  private static final List<Consumer<Declared>> ALL =
      List.of(
          ReferenceRules::check,
          AddressRules::check,
          ListenerRules::check,
          CloudRules::check,
          AwsPlaceRules::check,
          ElasticIpRules::check,
          DeployRules::check,
          AzureAddressRules::check,
          ObserverRules::check,
          ServiceRules::check,
          PartitionRules::check,
          AnswerRules::check,
          LoadBalancerRules::check,
          TrafficManagerRules::check,
          AzureDnsRules::check,
          ProbeRules::check,
          PaceRules::check,
          StoreRules::check,
          NotifyRules::check,
          ReplicationRules::check,
          DatabaseRules::check,
          TokenRules::check,
          SecretRules::check);

  private TopologyRules() {}

  /** Tells whatever breaks a rule. */
  public static void check(Section root, Problems problems) {
    Declared written = Declared.in(root, problems);
    Declared declared = Declared.in(MeantNames.of(written), problems);
    ALL.forEach(rule -> rule.accept(declared));
  }
}
