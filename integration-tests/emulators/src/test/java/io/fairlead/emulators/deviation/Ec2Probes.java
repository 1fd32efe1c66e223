package io.fairlead.emulators.deviation;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.deviation.Probe.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;

/** What EC2 documents about Elastic IPs that the mover counts on. */
record Ec2Probes(AwsClients clients, Interfaces interfaces) {
  private static final String LOCATION = "eu-west-1";
  private static final int RACERS = 4;

  /** Makes network interfaces where the probes run. */
  interface Interfaces {
    /** A new interface with two private addresses, the primary one first. */
    String make();

    /** The private addresses of an interface. */
    List<String> addresses(String networkInterface);
  }

  SortedMap<String, Asked> all() {
    SortedMap<String, Asked> probes = new TreeMap<>();
    probes.put("ec2 an address is shown with its interface", this::isShown);
    probes.put("ec2 AllowReassociation=false is refused where taken", this::isRefusedWhereTaken);
    probes.put("ec2 of four that race from nothing one wins", this::oneWins);
    probes.put("ec2 AllowReassociation omitted moves the address", this::isAutomatic);
    probes.put("ec2 an unknown allocation has its own code", this::unknownAllocation);
    probes.put("ec2 a dry run changes nothing and says so", this::dryRun);
    probes.put("ec2 an address in use is not released", this::inUse);
    probes.put("ec2 an address goes to a secondary private address", this::secondary);
    probes.put("ec2 a second address displaces the first, which stays", this::displaces);
    return probes;
  }

  private Ec2Client ec2() {
    return clients.ec2(LOCATION);
  }

  private String allocation() {
    return ec2().allocateAddress(it -> it.domain("vpc")).allocationId();
  }

  private Address described(String allocation) {
    return ec2().describeAddresses(it -> it.allocationIds(allocation)).addresses().getFirst();
  }

  private String associate(String allocation, String at, Boolean again) {
    return ec2()
        .associateAddress(
            it -> it.allocationId(allocation).networkInterfaceId(at).allowReassociation(again))
        .associationId();
  }

  private boolean isShown() {
    String at = interfaces.make();
    String address = allocation();
    associate(address, at, false);
    Address found = described(address);
    return at.equals(found.networkInterfaceId())
        && interfaces.addresses(at).getFirst().equals(found.privateIpAddress());
  }

  private boolean isRefusedWhereTaken() {
    String address = allocation();
    associate(address, interfaces.make(), false);
    String other = interfaces.make();
    return Probe.code(() -> associate(address, other, false)).equals("Resource.AlreadyAssociated");
  }

  private boolean oneWins() throws Exception {
    String address = allocation();
    List<Callable<String>> racers = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      String at = interfaces.make();
      racers.add(() -> Probe.code(() -> associate(address, at, false)));
    }
    int winners = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> code : threads.invokeAll(racers)) {
        winners += code.get().isEmpty() ? 1 : 0;
      }
    }
    return winners == 1;
  }

  private boolean isAutomatic() {
    String address = allocation();
    associate(address, interfaces.make(), null);
    String other = interfaces.make();
    associate(address, other, null);
    return other.equals(described(address).networkInterfaceId());
  }

  private boolean unknownAllocation() {
    String at = interfaces.make();
    return Probe.code(() -> associate("eipalloc-0123456789abcdef0", at, false))
        .equals("InvalidAllocationID.NotFound");
  }

  private boolean dryRun() {
    String at = interfaces.make();
    String address = allocation();
    String code =
        Probe.code(
            () ->
                ec2()
                    .associateAddress(
                        it -> it.dryRun(true).allocationId(address).networkInterfaceId(at)));
    return code.equals("DryRunOperation") && described(address).associationId() == null;
  }

  private boolean inUse() {
    String address = allocation();
    associate(address, interfaces.make(), false);
    return Probe.code(() -> ec2().releaseAddress(it -> it.allocationId(address)))
        .equals("InvalidIPAddress.InUse");
  }

  private boolean secondary() {
    String at = interfaces.make();
    String second = interfaces.addresses(at).getLast();
    String address = allocation();
    ec2()
        .associateAddress(
            it -> it.allocationId(address).networkInterfaceId(at).privateIpAddress(second));
    return second.equals(described(address).privateIpAddress());
  }

  private boolean displaces() {
    String at = interfaces.make();
    String first = allocation();
    String second = allocation();
    associate(first, at, true);
    associate(second, at, true);
    return described(first).associationId() == null
        && at.equals(described(second).networkInterfaceId());
  }
}
