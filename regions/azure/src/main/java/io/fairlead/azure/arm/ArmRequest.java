package io.fairlead.azure.arm;

import com.azure.core.http.HttpMethod;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call of Azure Resource Manager.
 *
 * @param resource that it is about, for people and limits
 * @param path with the query, which has the API's version
 * @param action of a role that it needs, as in {@code Microsoft.Network/dnsZones/A/write}
 * @param conditions headers that it is carried out under, as {@code If-Match}
 */
public record ArmRequest(
    HttpMethod method,
    ArmId resource,
    String path,
    String action,
    @Nullable ObjectNode body,
    SortedMap<String, String> conditions) {
  public ArmRequest {
    conditions = Collections.unmodifiableSortedMap(new TreeMap<>(conditions));
  }

  /** A read. */
  public static ArmRequest get(ArmId resource, String path, String action) {
    return new ArmRequest(HttpMethod.GET, resource, path, action, null, new TreeMap<>());
  }

  /** A write of a resource that must still be what was read; without an ETag it must not be. */
  public static ArmRequest put(
      ArmId resource, String path, ObjectNode body, @Nullable String etag) {
    Map<String, String> condition =
        etag == null ? Map.of("If-None-Match", "*") : Map.of("If-Match", etag);
    return new ArmRequest(
        HttpMethod.PUT, resource, path, resource.type() + "/write", body, new TreeMap<>(condition));
  }

  /** A write of a resource that has no ETag, whatever it is by now. */
  static ArmRequest replace(ArmId resource, String path, ObjectNode body) {
    return new ArmRequest(
        HttpMethod.PUT, resource, path, resource.type() + "/write", body, new TreeMap<>());
  }

  /** A deletion of a resource that must still be what was read. */
  public static ArmRequest delete(ArmId resource, String path, String etag) {
    return new ArmRequest(
        HttpMethod.DELETE,
        resource,
        path,
        resource.type() + "/delete",
        null,
        new TreeMap<>(Map.of("If-Match", etag)));
  }

  /** Whether it changes nothing. */
  boolean isRead() {
    return method == HttpMethod.GET;
  }
}
