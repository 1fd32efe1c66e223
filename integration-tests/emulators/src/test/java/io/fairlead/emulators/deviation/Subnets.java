package io.fairlead.emulators.deviation;

import io.fairlead.aws.client.AwsClients;
import java.util.List;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.PrivateIpAddressSpecification;

/** Network interfaces in a network of their own, made by EC2's own calls. */
public final class Subnets implements Ec2Probes.Interfaces {
  private final Ec2Client ec2;
  private final String subnet;
  private int made;

  /** Makes the network, at eu-west-1. */
  public Subnets(AwsClients clients) {
    this.ec2 = clients.ec2("eu-west-1");
    String vpc = ec2.createVpc(it -> it.cidrBlock("10.9.0.0/16")).vpc().vpcId();
    this.subnet =
        ec2.createSubnet(it -> it.vpcId(vpc).cidrBlock("10.9.1.0/24")).subnet().subnetId();
  }

  @Override
  public String make() {
    String first = "10.9.1." + (10 + 2 * made);
    String second = "10.9.1." + (11 + 2 * made);
    made++;
    return ec2.createNetworkInterface(
            it ->
                it.subnetId(subnet).privateIpAddresses(List.of(ip(first, true), ip(second, false))))
        .networkInterface()
        .networkInterfaceId();
  }

  @Override
  public List<String> addresses(String networkInterface) {
    return ec2
        .describeNetworkInterfaces(it -> it.networkInterfaceIds(networkInterface))
        .networkInterfaces()
        .getFirst()
        .privateIpAddresses()
        .stream()
        .map(NetworkInterfacePrivateIpAddress::privateIpAddress)
        .toList();
  }

  private static PrivateIpAddressSpecification ip(String address, boolean primary) {
    return PrivateIpAddressSpecification.builder()
        .privateIpAddress(address)
        .primary(primary)
        .build();
  }
}
