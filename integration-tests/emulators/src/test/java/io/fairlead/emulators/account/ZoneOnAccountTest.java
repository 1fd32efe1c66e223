package io.fairlead.emulators.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.arm.ArmRequest;
import io.fairlead.azure.dns.AzureDnsDirector;
import io.fairlead.azure.dns.AzureZone;
import io.fairlead.contract.TrafficDirectorContract;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.TrafficDirector;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.node.ObjectNode;

/**
 * A zone of Azure DNS of an account. Of its record sets two are made and deleted: {@code
 * A/eu.orders} and the epoch's {@code TXT/_fairlead}.
 */
@NeedsParts
class ZoneOnAccountTest extends TrafficDirectorContract implements OnPart {
  private static final List<String> SETS = List.of("A/eu.orders", "TXT/_fairlead");

  private final Account account = Account.find();
  private ArmId zone;
  private AzureDnsDirector director;

  @BeforeEach
  void withoutRecords() {
    zone = account.resource("FAIRLEAD_REAL_AZURE_ZONE");
    empty();
    AzureZone declared =
        new AzureZone(zone(), zone, new TreeSet<>(List.of("eu.orders." + zone())), new TreeMap<>());
    director =
        new AzureDnsDirector(
            account.clients(), Account.newFleet(), new TreeMap<>(Map.of(zone(), declared)));
  }

  @AfterEach
  void stop() {
    empty();
    account.close();
  }

  private void empty() {
    for (String set : SETS) {
      ArmId id = new ArmId(zone.text() + "/" + set);
      String path = id.text() + Account.DNS;
      if (account.arm().read(id, path, id.type() + "/read", Account.soon())
          instanceof Answer.Done(ObjectNode body)) {
        ArmRequest delete = ArmRequest.delete(id, path, body.path("etag").asString(""));
        assertThat(account.arm().call(delete, Account.soon())).isInstanceOf(Answer.Done.class);
      }
    }
  }

  @Override
  protected TrafficDirector director() {
    return director;
  }

  @Override
  protected String zone() {
    return zone.name();
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Override
  public Part part() {
    return account.part();
  }
}
