package io.fairlead.wiring.aws.imports;

import io.fairlead.aws.client.AwsAccess;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.aws.client.Route53Calls;
import io.fairlead.aws.client.Share;
import io.fairlead.wiring.aws.Endpoints;
import io.fairlead.wiring.region.Importer;
import io.fairlead.wiring.region.Opening;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
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
      Pages pages = pages(Route53Calls.of(opened, Share.OF_PEOPLE), id, deadline);
      if (pages.why() != null) {
        return pages.isLong()
            ? new Imported.Failed(pages.why(), List.of())
            : new Imported.Unread(pages.why());
      }
      Map<String, FoundAddress> addresses = new TreeMap<>();
      for (String location : request.locations()) {
        doing = "ec2:DescribeAddresses";
        on = location;
        for (Address address : opened.ec2(location).describeAddresses().addresses()) {
          addresses.put(address.publicIp(), new FoundAddress(location, address));
        }
      }
      return new Draft(request, id, pages.sets(), addresses).imported();
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

  /**
   * Every record of a zone, or why there is none: a part is never taken for all.
   *
   * @param isLong whether they are too many
   */
  private record Pages(List<ResourceRecordSet> sets, @Nullable String why, boolean isLong) {}

  private static Pages pages(Route53Calls calls, String id, Instant deadline) {
    List<ResourceRecordSet> sets = new ArrayList<>();
    ListResourceRecordSetsRequest next =
        ListResourceRecordSetsRequest.builder().hostedZoneId(bare(id)).build();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      var budget = calls.turn(deadline);
      if (budget.isEmpty()) {
        return new Pages(List.of(), "no time was left after " + pages + " pages of " + id, false);
      }
      ListResourceRecordSetsResponse page =
          calls
              .client()
              .listResourceRecordSets(next.toBuilder().overrideConfiguration(budget.get()).build());
      sets.addAll(page.resourceRecordSets());
      if (!Boolean.TRUE.equals(page.isTruncated())) {
        return new Pages(List.copyOf(sets), null, false);
      }
      next =
          next.toBuilder()
              .startRecordName(page.nextRecordName())
              .startRecordType(page.nextRecordType())
              .startRecordIdentifier(page.nextRecordIdentifier())
              .build();
    }
    return new Pages(List.of(), id + " has more than " + MOST_PAGES + " pages of records", true);
  }

  private static String bare(String id) {
    return id.startsWith(HOSTED) ? id.substring(HOSTED.length()) : id;
  }
}
