package io.fairlead.plan;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.Fleet;
import io.fairlead.fleet.FloatingAddress;
import io.fairlead.fleet.Partition;
import io.fairlead.fleet.Region;
import io.fairlead.fleet.Routing;
import io.fairlead.fleet.Service;
import io.fairlead.health.Subject;
import io.fairlead.health.Verdict;
import io.fairlead.journal.HistoryEntry;
import io.fairlead.journal.OperatorRequest;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState.HeldBy;
import io.fairlead.port.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a request's subject comes to in this fleet. */
sealed interface RequestScope {
  /** Deployments that shall leave. */
  record Deployments(SortedSet<Subject.OfDeployment> which) implements RequestScope {}

  /** A node whose addresses shall leave it. */
  record Node(Subject.OfNode node) implements RequestScope {}

  /** Latches that shall be released. */
  record Release(SortedSet<Subject.OfDeployment> which) implements RequestScope {}

  /** All that was asked for is so. */
  record Done() implements RequestScope {}

  /** Nothing that can be done, and why. */
  record Refused(String why) implements RequestScope {}

  /** Resolves a request; an unknown verb or subject is refused with a sentence. */
  static RequestScope of(Situation situation, OperatorRequest request) {
    return switch (request.verb()) {
      case "failover" -> failover(situation, request);
      case "failback" -> failback(situation, request);
      default -> new Refused("verb " + request.verb() + " is neither failover nor failback");
    };
  }

  private static RequestScope failover(Situation situation, OperatorRequest request) {
    Fleet fleet = situation.view().fleet();
    String[] parts = request.subject().split("/", -1);
    if (parts[0].equals("node") && parts.length == 3) {
      Region region = fleet.regions().get(parts[1]);
      return region == null || !region.nodes().containsKey(parts[2])
          ? unknown(request)
          : node(situation, region, parts[2], request);
    }
    String to = request.to();
    if (to != null && !fleet.regions().containsKey(to)) {
      return new Refused("there is no region " + to);
    }
    if (parts[0].equals("service") && parts.length == 2) {
      Service service = fleet.services().get(parts[1]);
      return service == null ? unknown(request) : service(situation, service, request);
    }
    SortedSet<Subject.OfDeployment> which = declared(fleet, parts);
    if (which.isEmpty()) {
      return unknown(request);
    }
    return to == null
        ? new Deployments(which)
        : towards(situation, which, to, request.acceptLoss());
  }

  /** A node leaves the addresses that it holds, to a node that may hold each of them. */
  private static RequestScope node(
      Situation situation, Region region, String node, OperatorRequest request) {
    Subject.OfNode subject = new Subject.OfNode(region.name(), node);
    String to = request.to();
    boolean unread = false;
    boolean left = false;
    List<FloatingAddress> held = new ArrayList<>();
    for (FloatingAddress address : region.floatingAddresses().values()) {
      AddressId id = new AddressId(region.name(), address.name());
      if (isMoved(situation, id, request)) {
        left = true;
      } else if (!(situation.view().current().holders().get(id)
          instanceof Reading.Known<HeldBy>(HeldBy(var holder)))) {
        unread = true;
      } else if (node.equals(holder)) {
        held.add(address);
      }
    }
    if (held.isEmpty() && !unread && left) {
      return new Done();
    }
    if (held.isEmpty() && !unread) {
      return new Refused(subject.text() + " holds no address: nothing to move");
    }
    for (FloatingAddress address : held) {
      if (to != null && (to.equals(node) || !address.nodes().contains(to))) {
        return new Refused(
            address.name()
                + " cannot go from "
                + node
                + " to "
                + to
                + ", only to another of "
                + address.nodes());
      }
    }
    return new Node(subject);
  }

  /** Whether an address was moved for this request; where it went since is another matter. */
  private static boolean isMoved(Situation situation, AddressId id, OperatorRequest request) {
    String subject = new TargetId.Address(id).text();
    String reason = Requests.reason(request).text();
    boolean moved = false;
    for (HistoryEntry line : situation.view().state().history()) {
      if (line.kind().equals("request") && line.subject().equals(request.subject())) {
        moved = false;
      } else if (line.kind().equals("confirmed") && line.subject().equals(subject)) {
        moved |= line.text().contains(reason);
      }
    }
    return moved;
  }

  private static RequestScope failback(Situation situation, OperatorRequest request) {
    Fleet fleet = situation.view().fleet();
    SortedSet<Subject.OfDeployment> which = declared(fleet, request.subject().split("/", -1));
    if (which.isEmpty()) {
      return unknown(request);
    }
    which.removeIf(where -> !situation.view().state().latches().containsKey(where));
    return which.isEmpty()
        ? new Refused(request.subject() + " is not latched out: nothing to bring back")
        : new Release(which);
  }

  /** A service leaves the region that leads it, or all that come before the one wanted. */
  private static RequestScope service(
      Situation situation, Service service, OperatorRequest request) {
    String to = request.to();
    if (service.routing() == Routing.PARTITIONED) {
      return new Refused(
          service.name()
              + " is served by several regions at once: name one, as in deployment/"
              + service.name()
              + "/"
              + service.deployments().firstKey());
    }
    List<String> order = service.partitions().values().iterator().next().order();
    if (to != null && !order.contains(to)) {
      return new Refused(to + " is not in the order of " + service.name() + ": " + order);
    }
    if (to == null) {
      return order.stream()
          .map(region -> new Subject.OfDeployment(service.name(), region))
          .filter(situation::carriesTraffic)
          .findFirst()
          .<RequestScope>map(active -> new Deployments(new TreeSet<>(List.of(active))))
          .orElse(new Refused(service.name() + " takes no traffic anywhere"));
    }
    SortedSet<Subject.OfDeployment> which = new TreeSet<>();
    order.stream()
        .takeWhile(region -> !region.equals(to))
        .forEach(region -> which.add(new Subject.OfDeployment(service.name(), region)));
    return which.isEmpty()
        ? new Refused(to + " is the first of " + service.name() + ": ask for its failback")
        : headed(situation, which, to, request.acceptLoss());
  }

  /** Nobody is sent to what is Down, or to an old copy without saying so. */
  private static RequestScope headed(
      Situation situation, SortedSet<Subject.OfDeployment> which, String to, boolean acceptLoss) {
    for (Subject.OfDeployment where : which) {
      Subject.OfDeployment next = new Subject.OfDeployment(where.service(), to);
      if (situation.held(next) == Verdict.DOWN) {
        return new Refused(next.text() + " is Down");
      }
      Optional<Lag> lag = Lags.bar(situation.view(), next);
      if (lag.isPresent() && !acceptLoss) {
        return new Refused(
            Lags.text(situation.view(), next, lag.get()) + "; --accept-loss goes all the same");
      }
    }
    return new Deployments(which);
  }

  private static RequestScope towards(
      Situation situation, SortedSet<Subject.OfDeployment> which, String to, boolean acceptLoss) {
    SortedSet<Subject.OfDeployment> all = new TreeSet<>(which);
    for (Subject.OfDeployment where : which) {
      Service service = situation.view().fleet().service(where.service());
      if (service.routing() == Routing.PARTITIONED) {
        return new Refused(
            service.name() + " is spread by free capacity: leave out the region to go to");
      }
      for (Partition partition : service.partitions().values()) {
        if (!partition.order().contains(to) || to.equals(where.region())) {
          return new Refused(where.service() + " cannot go to " + to);
        }
        partition.order().stream()
            .takeWhile(region -> !region.equals(to))
            .forEach(region -> all.add(new Subject.OfDeployment(service.name(), region)));
      }
    }
    return headed(situation, all, to, acceptLoss);
  }

  /** Deployments that a region, service or deployment subject names. */
  private static SortedSet<Subject.OfDeployment> declared(Fleet fleet, String[] parts) {
    return fleet
        .deployments()
        .filter(
            deployment ->
                switch (parts[0]) {
                  case "region" -> parts.length == 2 && deployment.region().equals(parts[1]);
                  case "service" -> parts.length == 2 && deployment.service().equals(parts[1]);
                  case "deployment" ->
                      parts.length == 3
                          && deployment.service().equals(parts[1])
                          && deployment.region().equals(parts[2]);
                  default -> false;
                })
        .map(deployment -> new Subject.OfDeployment(deployment.service(), deployment.region()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static RequestScope unknown(OperatorRequest request) {
    return new Refused(
        "no region/R, service/S, deployment/S/R"
            + (request.verb().equals("failover") ? " or node/R/N" : "")
            + " of this fleet is called "
            + request.subject());
  }
}
