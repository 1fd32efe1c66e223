package io.fairlead.wiring.aws.doctor;

import io.fairlead.aws.address.Attachment;
import io.fairlead.aws.client.AwsClients;
import io.fairlead.aws.client.AwsFailure;
import io.fairlead.fleet.Cloud;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Node;
import io.fairlead.fleet.Region;
import io.fairlead.wiring.region.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Elastic IPs: as declared, tagged for the fleet, and movable to every node that may hold them. */
record AddressExamination(
    AwsClients clients, Fleet fleet, Instant deadline, List<Finding> findings) {
  private static final String TAG = "fairlead:fleet";
  private static final String MAY = "DryRunOperation";

  void run() {
    for (Region region : fleet.regions().values()) {
      if (region.cloud() == Cloud.AWS) {
        region.floatingAddresses().values().forEach(address -> address(region, address));
      }
    }
  }

  private void address(Region region, FloatingAddress declared) {
    String subject = "address/" + region.name() + "/" + declared.name();
    var budget = clients.budget(deadline);
    if (budget.isEmpty()) {
      findings.add(Finding.error(subject, "an answer", AwsClients.NO_TIME, "ask again"));
      return;
    }
    try {
      Filter filter = Filter.builder().name("allocation-id").values(declared.targetId()).build();
      List<Address> found =
          clients
              .ec2(region.location())
              .describeAddresses(ask -> ask.filters(filter).overrideConfiguration(budget.get()))
              .addresses();
      if (found.isEmpty()) {
        findings.add(
            Finding.error(
                subject,
                declared.targetId() + " in " + region.location(),
                "no such allocation",
                "correct the allocation id, the location or the credentials"));
        return;
      }
      described(subject, declared, found.getFirst());
      declared.nodes().forEach(node -> movable(subject, region, declared, node));
    } catch (SdkException e) {
      findings.add(
          Finding.error(
              subject,
              "its description",
              AwsFailure.of(e, "ec2:DescribeAddresses", region.location()).sentence(),
              "grant what the answer names"));
    }
  }

  private void described(String subject, FloatingAddress declared, Address found) {
    if (!declared.addresses().contains(found.publicIp())) {
      findings.add(
          Finding.error(
              subject,
              "address " + declared.addresses().getFirst(),
              String.valueOf(found.publicIp()),
              "correct 'address', or records would lead elsewhere"));
    }
    boolean tagged =
        found.tags().stream()
            .anyMatch(tag -> tag.key().equals(TAG) && tag.value().equals(fleet.name()));
    if (!tagged) {
      findings.add(
          Finding.error(
              subject,
              "tag " + TAG + "=" + fleet.name(),
              "none",
              "tag "
                  + declared.targetId()
                  + ", its interfaces and instances: the role asks for it"));
    }
  }

  private void movable(String subject, Region region, FloatingAddress declared, String node) {
    Node to = region.nodes().get(node);
    var budget = clients.budget(deadline);
    if (to == null || budget.isEmpty()) {
      return;
    }
    Attachment attachment = Attachment.parse(to.interfaceId());
    try {
      clients
          .ec2(region.location())
          .associateAddress(
              ask ->
                  ask.dryRun(true)
                      .allocationId(declared.targetId())
                      .networkInterfaceId(attachment.networkInterface())
                      .privateIpAddress(attachment.privateIp())
                      .allowReassociation(true)
                      .overrideConfiguration(budget.get()));
    } catch (AwsServiceException e) {
      if (!MAY.equals(code(e).orElse(""))) {
        notMovable(subject, node, AwsFailure.of(e, "ec2:AssociateAddress", node));
      }
    } catch (SdkException e) {
      notMovable(subject, node, AwsFailure.of(e, "ec2:AssociateAddress", node));
    }
  }

  private void notMovable(String subject, String node, AwsFailure failure) {
    findings.add(
        Finding.error(
            subject,
            "a move to " + node + " to be allowed",
            failure.sentence(),
            "grant it, or correct the node's interface"));
  }

  private static Optional<String> code(AwsServiceException e) {
    return Optional.ofNullable(e.awsErrorDetails()).map(details -> details.errorCode());
  }
}
