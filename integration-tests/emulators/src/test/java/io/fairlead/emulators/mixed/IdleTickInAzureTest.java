package io.fairlead.emulators.mixed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.cycle.CycleOutcome;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.Part;
import io.fairlead.wiring.cost.AzureIdleCalls;
import io.fairlead.wiring.stack.AzureStacks;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What ticks that find nothing to do call in Azure, counted between them and its stores and
 * Resource Manager: a fleet with two regions in AWS and one in Azure, whose public IP moves, whose
 * zones are a profile of Traffic Manager and one of Azure DNS.
 */
@NeedsParts({Part.AZURITE, Part.DYNAMODB_LOCAL})
class IdleTickInAzureTest {
  private static final Map<String, Integer> IN_RESOURCE_MANAGER =
      Map.of(AzureIdleCalls.ADDRESS, 1, AzureIdleCalls.PROFILE, 1, AzureIdleCalls.STAMP, 1);

  private TwoClouds clouds;
  private AzureStacks azure;

  @BeforeEach
  void settle() throws IOException {
    clouds = new TwoClouds(Layout.TWO_IN_AWS);
    azure = AzureStacks.of(clouds.topology);
    clouds.settle();
  }

  @AfterEach
  void stop() throws IOException {
    clouds.close();
  }

  @Test
  void azures_own_region_calls_what_the_bill_has_and_a_region_of_aws_what_it_has_of_guests() {
    SortedMap<String, Integer> own = counted("three");
    // A slot is taken before all that: the packaged app's test counts it.
    own.merge(AzureIdleCalls.PUT, 1, Integer::sum);
    SortedMap<String, Integer> guest = counted("one");

    assertThat(own).isEqualTo(AzureIdleCalls.of(azure).perTick());
    assertThat(guest).isEqualTo(AzureIdleCalls.ofGuest(azure));
    SortedMap<String, Integer> zones = new TreeMap<>(guest);
    zones.keySet().retainAll(IN_RESOURCE_MANAGER.keySet());
    assertThat(zones).isEqualTo(IN_RESOURCE_MANAGER);
    System.out.println(
        "idle tick with a public IP, a profile and a zone of Azure DNS, calls in Azure of a region"
            + " there: "
            + own
            + ", of one in AWS: "
            + guest);
  }

  private SortedMap<String, Integer> counted(String region) {
    clouds.azure.forgetCalls();
    assertThat(clouds.tick(region).outcome()).isInstanceOf(CycleOutcome.Idle.class);
    return clouds.azure.counted();
  }
}
