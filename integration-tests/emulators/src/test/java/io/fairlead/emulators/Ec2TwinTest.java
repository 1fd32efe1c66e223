package io.fairlead.emulators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.emulators.twin.ec2.Ec2Twin;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;

/** What EC2 documents about Elastic IPs, on the twin. */
class Ec2TwinTest {
  private OnTwin on;
  private Ec2Client ec2;

  @BeforeEach
  void start() throws IOException {
    on = new OnTwin();
    ec2 = on.clients.ec2(OnTwin.LOCATION);
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void the_quota_of_addresses_is_kept() {
    for (int i = 0; i < Ec2Twin.QUOTA; i++) {
      ec2.allocateAddress(allocate -> {});
    }

    refused("AddressLimitExceeded", () -> ec2.allocateAddress(allocate -> {}));
    assertThat(on.clients.ec2("us-east-1").allocateAddress(allocate -> {}).allocationId())
        .startsWith("eipalloc-");
  }

  @Test
  void an_address_in_use_is_not_released() {
    String address = ec2.allocateAddress(allocate -> {}).allocationId();
    String association = associate(address, networkInterface("10.1.1.11"), null);

    refused("InvalidIPAddress.InUse", () -> ec2.releaseAddress(it -> it.allocationId(address)));

    ec2.disassociateAddress(it -> it.associationId(association));
    ec2.releaseAddress(it -> it.allocationId(address));
    assertThat(ec2.describeAddresses().addresses()).isEmpty();
  }

  @Test
  void a_second_address_takes_the_place_of_the_first_which_stays_allocated() {
    String first = ec2.allocateAddress(allocate -> {}).allocationId();
    String second = ec2.allocateAddress(allocate -> {}).allocationId();
    String at = networkInterface("10.1.1.11", "10.1.1.12");
    associate(first, at, null);

    associate(second, at, null);

    assertThat(ec2.describeAddresses(it -> it.allocationIds(first)).addresses())
        .singleElement()
        .satisfies(address -> assertThat(address.associationId()).isNull());
    associate(first, at, "10.1.1.12");
    assertThat(
            ec2.describeNetworkInterfaces(it -> it.networkInterfaceIds(at))
                .networkInterfaces()
                .getFirst()
                .privateIpAddresses())
        .hasSize(2)
        .allSatisfy(ip -> assertThat(ip.association()).isNotNull());
  }

  @Test
  void what_is_not_there_has_its_own_code() {
    String address = ec2.allocateAddress(allocate -> {}).allocationId();
    String at = networkInterface("10.1.1.11");

    refused("InvalidAllocationID.NotFound", () -> associate("eipalloc-1", at, null));
    refused("InvalidNetworkInterfaceID.NotFound", () -> associate(address, "eni-1", null));
    refused("InvalidParameterValue", () -> associate(address, at, "10.9.9.9"));
    refused(
        "InvalidAssociationID.NotFound",
        () -> ec2.disassociateAddress(it -> it.associationId("eipassoc-1")));
  }

  @Test
  void a_dry_run_changes_nothing() {
    String address = ec2.allocateAddress(allocate -> {}).allocationId();
    String at = networkInterface("10.1.1.11");

    refused(
        "DryRunOperation",
        () ->
            ec2.associateAddress(
                it -> it.dryRun(true).allocationId(address).networkInterfaceId(at)));
    assertThat(on.twin.ec2().holder(OnTwin.ACCOUNT, OnTwin.LOCATION, address)).isNull();
  }

  @Test
  void accounts_and_regions_share_nothing() {
    ec2.allocateAddress(allocate -> {});

    assertThat(on.clients.ec2("us-east-1").describeAddresses().addresses()).isEmpty();
    try (var other = on.clients("444455556666", on.clock)) {
      assertThat(other.ec2(OnTwin.LOCATION).describeAddresses().addresses()).isEmpty();
    }
  }

  private String networkInterface(String... ips) {
    return on.twin.ec2().networkInterface(OnTwin.ACCOUNT, OnTwin.LOCATION, List.of(ips));
  }

  private String associate(String address, String at, String privateIp) {
    return ec2.associateAddress(
            it ->
                it.allocationId(address)
                    .networkInterfaceId(at)
                    .privateIpAddress(privateIp)
                    .allowReassociation(true))
        .associationId();
  }

  private static void refused(String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Ec2Exception.class, e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code));
  }
}
