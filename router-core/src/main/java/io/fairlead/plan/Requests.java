package io.fairlead.plan;

import io.fairlead.health.Subject;
import io.fairlead.journal.OperatorRequest;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What operators' open requests ask of this plan. */
final class Requests {
  /** No requests at all. */
  static final Requests NONE = new Requests(Set.of());

  private final Set<String> withheld;
  private final SortedMap<Subject.OfDeployment, OperatorRequest> leaving = new TreeMap<>();
  private final SortedMap<Subject.OfNode, OperatorRequest> nodes = new TreeMap<>();
  private final SortedSet<Subject.OfDeployment> released = new TreeSet<>();
  private final SortedMap<String, String> ended = new TreeMap<>();

  private Requests(Set<String> withheld) {
    this.withheld = withheld;
  }

  /** Reads the requests of a view; withheld ones ask nothing. */
  static Requests of(Situation situation, Set<String> withheld) {
    Requests requests = new Requests(withheld);
    for (OperatorRequest request : situation.view().state().requests()) {
      switch (RequestScope.of(situation, request)) {
        case RequestScope.Deployments(var which) -> requests.take(request, which);
        case RequestScope.Node(var node) -> requests.takeNode(request, node);
        case RequestScope.Release(var which) -> {
          requests.released.addAll(which);
          requests.ended.put(request.id(), "released");
        }
        case RequestScope.Done() -> requests.ended.put(request.id(), "carried out");
        case RequestScope.Refused(var why) -> requests.ended.put(request.id(), "refused: " + why);
      }
    }
    return requests;
  }

  private void take(OperatorRequest request, SortedSet<Subject.OfDeployment> which) {
    if (!withheld(reason(request))) {
      which.forEach(deployment -> leaving.put(deployment, request));
    }
  }

  private void takeNode(OperatorRequest request, Subject.OfNode node) {
    if (!withheld(reason(request))) {
      nodes.put(node, request);
    }
  }

  /** The reason that a request gives its actions. */
  static PlanReason.Requested reason(OperatorRequest request) {
    return new PlanReason.Requested(request.verb(), request.subject(), request.by());
  }

  /** Whether the plan is made without a reason. */
  boolean withheld(PlanReason reason) {
    return withheld.contains(reason.text());
  }

  /** The request that a deployment leaves by, as a reason. */
  @Nullable PlanReason leaving(Subject.OfDeployment deployment) {
    OperatorRequest request = leaving.get(deployment);
    return request == null ? null : reason(request);
  }

  /** Deployments that open requests ask to leave. */
  SortedMap<Subject.OfDeployment, OperatorRequest> leaving() {
    return leaving;
  }

  /** Whether an open request sends traffic to a deployment however far its copies are behind. */
  boolean acceptsLoss(Subject.OfDeployment where) {
    return leaving.entrySet().stream()
        .filter(entry -> entry.getKey().service().equals(where.service()))
        .map(Map.Entry::getValue)
        .filter(OperatorRequest::acceptLoss)
        .anyMatch(request -> request.to() == null || where.region().equals(request.to()));
  }

  /** The request that addresses leave a node by, as a reason. */
  @Nullable PlanReason leavingNode(Subject.OfNode node) {
    OperatorRequest request = nodes.get(node);
    return request == null ? null : reason(request);
  }

  /** The node that the operator named to go to; null = any. */
  @Nullable String preferredNode(Subject.OfNode node) {
    OperatorRequest request = nodes.get(node);
    return request == null ? null : request.to();
  }

  /** Latches that failback requests release. */
  SortedSet<Subject.OfDeployment> released() {
    return released;
  }

  /** Requests that end without an action of the plan, by id, each with a sentence. */
  SortedMap<String, String> ended() {
    return ended;
  }
}
