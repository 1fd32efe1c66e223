package io.fairlead.wiring.aws.imports;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.wiring.aws.Endpoints;
import io.fairlead.wiring.region.Importer;
import io.fairlead.wiring.region.Opening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsResponse;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;

/**
 * Reads a hosted zone whole and the Elastic IPs of some locations. A load balancer is where its
 * name says.
 */
public final class ZoneImporter implements Importer {
  private static final int MOST_PAGES = 200;
  private static final String NO_ZONE = "NoSuchHostedZone";
  private static final String HOSTED = "/hostedzone/";

  private final Function<Opening, AwsClients> clients;

  /** With the credentials that AWS's own tools would find. */
  public ZoneImporter() {
    this(
        opening ->
            new AwsClients(
                new AwsAccess(
                    DefaultCredentialsProvider.builder().build(),
                    Endpoints.of(System.getenv()),
                    opening.clock())));
  }

  /** With other clients. */
  public ZoneImporter(Function<Opening, AwsClients> clients) {
    this.clients = clients;
  }

  @Override
  public Imported zone(Request request, Opening opening, Instant deadline) {
    String doing = "route53:ListResourceRecordSets";
    String on = request.zone();
    try (AwsClients opened = clients.apply(opening)) {
      String id = request.zone();
      Optional<List<ResourceRecordSet>> sets = sets(opened, id);
      if (sets.isEmpty()) {
        return new Imported.Failed(
            id + " has more than " + MOST_PAGES + " pages of records", List.of());
      }
      Map<String, FoundAddress> addresses = new TreeMap<>();
      for (String location : request.locations()) {
        doing = "ec2:DescribeAddresses";
        on = location;
        for (Address address : opened.ec2(location).describeAddresses().addresses()) {
          addresses.put(address.publicIp(), new FoundAddress(location, address));
        }
      }
      return new Draft(request, id, sets.get(), addresses).imported();
    } catch (SdkException e) {
      AwsFailure failure = AwsFailure.of(e, doing, on);
      boolean answered =
          failure.kind() == AwsFailure.Kind.GIVE_UP || failure.code().equals(NO_ZONE);
      return answered
          ? new Imported.Failed(failure.sentence(), List.of())
          : new Imported.Unread(failure.sentence());
    }
  }

  /** An Elastic IP and where it is. */
  record FoundAddress(String location, Address address) {}

  /** Every record of the zone; empty where they are too many: a part is never taken for all. */
  private static Optional<List<ResourceRecordSet>> sets(AwsClients clients, String id) {
    List<ResourceRecordSet> sets = new ArrayList<>();
    ListResourceRecordSetsResponse page =
        clients.route53().listResourceRecordSets(ask -> ask.hostedZoneId(bare(id)));
    for (int pages = 1; pages <= MOST_PAGES; pages++) {
      sets.addAll(page.resourceRecordSets());
      if (!Boolean.TRUE.equals(page.isTruncated())) {
        return Optional.of(sets);
      }
      ListResourceRecordSetsResponse last = page;
      page =
          clients
              .route53()
              .listResourceRecordSets(
                  ask ->
                      ask.hostedZoneId(bare(id))
                          .startRecordName(last.nextRecordName())
                          .startRecordType(last.nextRecordType())
                          .startRecordIdentifier(last.nextRecordIdentifier()));
    }
    return Optional.empty();
  }

  private static String bare(String id) {
    return id.startsWith(HOSTED) ? id.substring(HOSTED.length()) : id;
  }
}
