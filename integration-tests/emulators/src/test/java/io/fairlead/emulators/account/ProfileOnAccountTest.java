package io.fairlead.emulators.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.azure.arm.ArmClient.Answer;
import io.fairlead.azure.arm.ArmId;
import io.fairlead.azure.trafficmanager.Profile;
import io.fairlead.azure.trafficmanager.TrafficManagerDirector;
import io.fairlead.contract.TrafficDirectorContract;
import io.fairlead.parts.NeedsParts;
import io.fairlead.parts.OnPart;
import io.fairlead.parts.Part;
import io.fairlead.port.TrafficDirector;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A weighted profile of Traffic Manager of an account, which has no endpoint before a case and
 * after it.
 */
@NeedsParts
class ProfileOnAccountTest extends TrafficDirectorContract implements OnPart {
  private final Account account = Account.find();
  private ArmId profile;
  private TrafficManagerDirector director;

  @BeforeEach
  void withoutEndpoints() {
    profile = account.resource("FAIRLEAD_REAL_AZURE_PROFILE");
    empty();
    JsonNode probe = account.body(profile).path("properties").path("monitorConfig");
    Profile declared =
        new Profile(
            zone(),
            "eu.orders." + zone(),
            profile,
            Profile.Method.WEIGHTED,
            new Profile.Probe(
                probe.path("protocol").asString(),
                probe.path("port").asInt(),
                probe.path("path").asString("")));
    director =
        new TrafficManagerDirector(
            account.clients(), Account.newFleet(), new TreeMap<>(Map.of(zone(), declared)));
  }

  @AfterEach
  void stop() {
    empty();
    account.close();
  }

  /** Takes away the endpoints and our tag, and keeps all else. */
  private void empty() {
    ObjectNode body = account.body(profile);
    body.withObjectProperty("properties").putArray("endpoints");
    body.withObjectProperty("tags").remove("fairlead");
    assertThat(account.arm().put(profile, body, Account.soon())).isInstanceOf(Answer.Done.class);
  }

  @Override
  protected TrafficDirector director() {
    return director;
  }

  @Override
  protected String zone() {
    return "shop.test";
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
