package io.fairlead.aws.address;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.fleet.AddressId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Tag;

/**
 * Reads who holds Elastic IPs. EC2's reads lag behind its writes, so a reading counts when two in a
 * row agree.
 *
 * @see <a href="https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html">Eventual
 *     consistency in EC2</a>
 */
final class AddressReader {
  /** An address that carries this tag with another fleet's name is never touched. */
  static final String FLEET_TAG = "fairlead:fleet";

  private static final int MOST_READS = 4;
  private static final String DESCRIBE = "ec2:DescribeAddresses";

  private final AwsClients clients;
  private final String fleet;
  private final PrimaryIps primaryIps;

  AddressReader(AwsClients clients, String fleet) {
    this.clients = clients;
    this.fleet = fleet;
    this.primaryIps = new PrimaryIps(clients);
  }

  /** Where one address is, by one read. */
  sealed interface Found {
    /**
     * Read.
     *
     * @param holder a node; or what it sits on where that is no node that may hold it
     * @param tagged whether it carries the fleet's tag, which the function's role asks for
     */
    record At(@Nullable String holder, @Nullable String association, boolean tagged)
        implements Found {}

    /** Not read. */
    record Unreadable(String why) implements Found {}
  }

  /**
   * Where a location's addresses are, once two reads in a row agree. A read that finds none of them
   * ends it: the flags of a region whose EC2 is silent wait for this, and the next tick reads
   * again.
   */
  SortedMap<AddressId, Found> agreed(
      String location, SortedMap<AddressId, ElasticIp> asked, Instant deadline) {
    SortedMap<AddressId, Found> last = read(location, asked, deadline, true);
    for (int reads = 1; reads < MOST_READS && isRead(last); reads++) {
      SortedMap<AddressId, Found> next = read(location, asked, deadline, true);
      if (next.equals(last) || !isRead(next)) {
        return next;
      }
      last = next;
    }
    if (!isRead(last)) {
      return last;
    }
    SortedMap<AddressId, Found> unclear = new TreeMap<>();
    asked.keySet().forEach(id -> unclear.put(id, disagreeing(location)));
    return unclear;
  }

  private static boolean isRead(SortedMap<AddressId, Found> found) {
    return found.values().stream().anyMatch(Found.At.class::isInstance);
  }

  private static Found disagreeing(String location) {
    return new Found.Unreadable(
        "EC2 of " + location + " did not answer the same twice in " + MOST_READS + " reads");
  }

  /** Where a location's addresses are, by one read, as just before they are changed. */
  SortedMap<AddressId, Found> once(
      String location, SortedMap<AddressId, ElasticIp> asked, Instant deadline) {
    return read(location, asked, deadline, false);
  }

  /**
   * One read.
   *
   * @param learns whether primary addresses of interfaces that are not known are asked for: a tick
   *     did so before it changes anything
   */
  private SortedMap<AddressId, Found> read(
      String location, SortedMap<AddressId, ElasticIp> asked, Instant deadline, boolean learns) {
    SortedMap<AddressId, Found> found = new TreeMap<>();
    Optional<AwsRequestOverrideConfiguration> budget = clients.budget(deadline);
    try {
      if (budget.isEmpty()) {
        asked.keySet().forEach(id -> found.put(id, new Found.Unreadable(AwsClients.NO_TIME)));
        return found;
      }
      Map<String, Address> byAllocation = new TreeMap<>();
      describe(location, asked.values(), budget.get())
          .forEach(address -> byAllocation.put(address.allocationId(), address));
      if (learns) {
        primaryIps.learn(location, undecided(asked.values(), byAllocation), deadline);
      }
      asked.forEach((id, want) -> found.put(id, found(want, byAllocation.get(want.allocation()))));
    } catch (SdkException e) {
      String why = AwsFailure.of(e, DESCRIBE, location).sentence();
      asked.keySet().forEach(id -> found.put(id, new Found.Unreadable(why)));
    }
    return found;
  }

  /** Interfaces on which an address may be where a node is that is declared without its own. */
  private static List<String> undecided(
      Collection<ElasticIp> asked, Map<String, Address> byAllocation) {
    List<String> interfaces = new ArrayList<>();
    for (ElasticIp want : asked) {
      Address address = byAllocation.get(want.allocation());
      for (Attachment attachment : want.attachments().values()) {
        if (address != null
            && attachment.privateIp() == null
            && attachment.networkInterface().equals(address.networkInterfaceId())) {
          interfaces.add(attachment.networkInterface());
        }
      }
    }
    return interfaces;
  }

  /** By filter: one allocation that is gone must not make the others unreadable. */
  private List<Address> describe(
      String location, Collection<ElasticIp> asked, AwsRequestOverrideConfiguration budget) {
    List<String> allocations = asked.stream().map(ElasticIp::allocation).toList();
    return clients
        .ec2(location)
        .describeAddresses(
            DescribeAddressesRequest.builder()
                .filters(Filter.builder().name("allocation-id").values(allocations).build())
                .overrideConfiguration(budget)
                .build())
        .addresses();
  }

  private Found found(ElasticIp want, @Nullable Address address) {
    if (address == null) {
      return new Found.Unreadable(
          want.allocation()
              + " is not in "
              + want.location()
              + " of this account: check the allocation id, the region and the credentials");
    }
    boolean tagged = false;
    for (Tag tag : address.tags()) {
      if (tag.key().equals(FLEET_TAG) && !tag.value().equals(fleet)) {
        return new Found.Unreadable(
            want.allocation() + " is tagged for fleet " + tag.value() + ", not for " + fleet);
      }
      tagged |= tag.key().equals(FLEET_TAG);
    }
    return address.associationId() == null
        ? new Found.At(null, null, tagged)
        : new Found.At(holder(want, address), address.associationId(), tagged);
  }

  private String holder(ElasticIp want, Address address) {
    String on = address.networkInterfaceId() + "/" + address.privateIpAddress();
    String primary = null;
    for (Map.Entry<String, Attachment> each : want.attachments().entrySet()) {
      Attachment attachment = each.getValue();
      if (!attachment.networkInterface().equals(address.networkInterfaceId())) {
        continue;
      }
      if (attachment.privateIp() == null) {
        boolean may = primaryIps.mayBe(attachment.networkInterface(), address.privateIpAddress());
        primary = may ? each.getKey() : primary;
      } else if (attachment.privateIp().equals(address.privateIpAddress())) {
        return each.getKey();
      }
    }
    return primary == null ? on : primary;
  }
}
