package io.fairlead.emulators.twin.arm;

import io.fairlead.emulators.twin.Refusal;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who may do what. A token is the name of its principal, who may do everything that was not taken
 * from it.
 */
public final class Roles {
  /** Every principal. */
  public static final String EVERYBODY = "*";

  private static final String BEARER = "Bearer ";

  private final SortedMap<String, Set<String>> taken = new TreeMap<>();
  private final Set<String> expired = ConcurrentHashMap.newKeySet();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  private final Grants grants = new Grants();

  Roles() {}

  /** Roles and who has them, as an examiner reads them. */
  public Grants grants() {
    return grants;
  }

  /** Takes an action from a principal, as in {@code Microsoft.Network/networkInterfaces/write}. */
  public synchronized void take(String principal, String action) {
    taken.computeIfAbsent(principal, _ -> new TreeSet<>()).add(action);
  }

  /** Gives a principal back everything. */
  public synchronized void giveBack(String principal) {
    taken.remove(principal);
    expired.remove(principal);
  }

  /** Lets the tokens of a principal be over. */
  public void expire(String principal) {
    expired.add(principal);
  }

  /** Every action that calls so far needed, be it given or not. */
  public SortedSet<String> asked() {
    return new TreeSet<>(asked);
  }

  /** Whose call it is. */
  String principal(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(BEARER)) {
      throw new Refusal(
          401,
          "AuthenticationFailed",
          "Authentication failed. The 'Authorization' header is missing.",
          challenge());
    }
    String principal = authorization.substring(BEARER.length());
    if (expired.contains(principal)) {
      throw new Refusal(
          401,
          "ExpiredAuthenticationToken",
          "The access token expiry UTC time is earlier than current UTC time.",
          challenge());
    }
    return principal;
  }

  private static SortedMap<String, String> challenge() {
    return new TreeMap<>(
        java.util.Map.of(
            "WWW-Authenticate",
            "Bearer authorization_uri=\"https://login.microsoftonline.com/tenant\""));
  }

  /** Refuses what a principal may not do. */
  void check(String principal, String action, ResourceId scope) {
    asked.add(action);
    if (isTaken(principal, action)) {
      throw new Refusal(
          403,
          "AuthorizationFailed",
          ("The client '%s' with object id '%s' does not have authorization to perform action '%s'"
                  + " over scope '%s' or the scope is invalid.")
              .formatted(principal, principal, action, scope.text()));
    }
  }

  /** Refuses what goes along with a write that a principal may do. */
  void checkLinked(String principal, String action, ResourceId linked, ResourceId written) {
    asked.add(action);
    if (isTaken(principal, action)) {
      String write = written.namespace() + "/" + written.type() + "/write";
      throw new Refusal(
          403,
          "LinkedAuthorizationFailed",
          ("The client '%s' with object id '%s' has permission to perform action '%s' on scope"
                  + " '%s'; however, it does not have permission to perform action '%s' on the"
                  + " linked scope(s) '%s' or the linked scope(s) are invalid.")
              .formatted(principal, principal, write, written.text(), action, linked.text()));
    }
  }

  /** What a principal may do, as the API lists it. */
  synchronized ObjectNode permissions(String principal) {
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    ObjectNode one = answer.putArray("value").addObject();
    one.putArray("actions").add("Microsoft.Network/*").add("Microsoft.Authorization/*/read");
    var not = one.putArray("notActions");
    takenFrom(principal).forEach(not::add);
    return answer;
  }

  private synchronized boolean isTaken(String principal, String action) {
    return takenFrom(principal).contains(action);
  }

  private SortedSet<String> takenFrom(String principal) {
    SortedSet<String> all = new TreeSet<>(taken.getOrDefault(EVERYBODY, Set.of()));
    all.addAll(taken.getOrDefault(principal, Set.of()));
    return all;
  }
}
