package io.fairlead.wiring.topology;

import static io.fairlead.wiring.shape.Key.optional;
import static io.fairlead.wiring.shape.Key.required;
import static io.fairlead.wiring.shape.Key.with;

import io.fairlead.wiring.shape.Key;
import io.fairlead.wiring.shape.Shape;
import io.fairlead.wiring.shape.Variant;
import java.util.List;

/** Every key of a topology file. */
final class TopologyKeys {
  /** The form of file that this build reads. */
  static final String API_VERSION = "fairlead/v1";

  private static final Shape STATE =
      new Shape.Keys(
          List.of(
              with(
                  "directory",
                  Forms.FILE,
                  Settings.STATE_DIRECTORY,
                  "local files; relative paths start from the working directory"),
              with(
                  "register",
                  new Shape.Choice(List.of("quorum", "single", "global-table")),
                  "quorum",
                  "kept by cells of three or five regions, by one cell, or by a DynamoDB global"
                      + " table with multi-region strong consistency"),
              optional(
                  "cells",
                  new Shape.Many(Forms.REFERENCE, 1, 5),
                  "regions whose cells keep the register, or with a replica of its table; absent:"
                      + " all"),
              optional("table", Forms.TABLE, "global-table: its name"),
              optional(
                  "token", Forms.TOKEN, "bearer token that local edges ask for and runs send")),
          List.of(),
          List.of(
              new Variant("register", "quorum", List.of(), List.of("table")),
              new Variant("register", "single", List.of(), List.of("table")),
              new Variant("register", "global-table", List.of("table"), List.of())));

  private static final Shape NOTIFY =
      new Shape.Keys(
          List.of(
              optional("webhook", Forms.WEBHOOK, "URL that notices are posted to"),
              optional(
                  "sns",
                  Forms.TOPIC,
                  "topic that notices are published to; where several are listed, a region takes"
                      + " those of its own location, if there is one"),
              optional(
                  "eventGrid",
                  keys(
                      required("endpoint", Forms.EVENT_GRID, "the topic's endpoint"),
                      optional(
                          "key",
                          Forms.TOPIC_KEY,
                          "the topic's access key, as a reference; absent: by the function's"
                              + " identity")),
                  "topic of Azure that notices are published to as CloudEvents; where several are"
                      + " listed, a region takes those of its own location, if there is one"),
              with(
                  "on",
                  new Shape.Many(
                      new Shape.Choice(NotifySetting.KINDS), 1, NotifySetting.KINDS.size()),
                  NotifySetting.KINDS,
                  "kinds of notices")),
          List.of("webhook", "sns", "eventGrid"),
          List.of());

  private static final Shape ZONE =
      new Shape.Keys(
          List.of(
              optional(
                  "route53",
                  keys(
                      required("hostedZone", Forms.HOSTED_ZONE, "id of the public hosted zone"),
                      optional(
                          "checks",
                          new Shape.Named(Forms.REGION_GROUP_FORM, Forms.HEALTH_CHECK, 0, 255),
                          "calculated health check that takes a region's records out, by region"
                              + " and failover group")),
                  "a zone of Route 53"),
              optional(
                  "trafficManager",
                  keys(
                      required("subscription", Forms.SUBSCRIPTION, "the profile's subscription"),
                      required(
                          "resourceGroup", Forms.RESOURCE_GROUP, "the profile's resource group"),
                      required("profile", Forms.PROFILE, "the profile's name"),
                      with(
                          "protocol",
                          new Shape.Choice(List.of("http", "https")),
                          "https",
                          "how endpoints are probed"),
                      optional(
                          "port",
                          new Shape.Whole(1, 65_535),
                          "where they are probed; absent: 443, or 80 with http"),
                      required(
                          "path",
                          Forms.URL_PATH,
                          "what is asked of them, which fails while the region's flag is raised")),
                  "a profile of Azure Traffic Manager, for a zone with one name"),
              optional(
                  "azureDns",
                  keys(
                      required("subscription", Forms.SUBSCRIPTION, "the zone's subscription"),
                      required("resourceGroup", Forms.RESOURCE_GROUP, "the zone's resource group")),
                  "a zone of Azure DNS"),
              optional(
                  "external",
                  keys(required("by", Forms.LINE, "who keeps its records, for people")),
                  "a zone that is never written: regions leave it by flags alone, which its host's"
                      + " checks read")),
          List.of("route53", "trafficManager", "azureDns", "external"),
          List.of());

  static final Shape.Keys TOPOLOGY =
      new Shape.Keys(
          List.of(
              required(
                  "apiVersion", new Shape.Choice(List.of(API_VERSION)), "the form of this file"),
              required("fleet", Forms.NAME, "the fleet's name"),
              with(
                  "mode",
                  new Shape.Choice(List.of("act", "observe")),
                  "act",
                  "carry plans out, or plan and report and touch nothing"),
              optional("state", STATE, "where the fleet's memory is"),
              optional(
                  "probes",
                  new Shape.Named(Forms.NAME_FORM, ProbeKeys.PROBE, 0, 1000),
                  "checks, by name"),
              required(
                  "regions",
                  new Shape.Named(Forms.NAME_FORM, RegionKeys.REGION, 1, 64),
                  "places that can serve, by name"),
              required(
                  "services",
                  new Shape.Named(Forms.NAME_FORM, ServiceKeys.SERVICE, 1, 1000),
                  "what clients reach, by name"),
              optional("safety", SafetyKeys.SAFETY, "paces and bounds"),
              optional("notify", new Shape.Many(NOTIFY, 0, 20), "whom to tell"),
              optional(
                  "anchors",
                  new Shape.Many(Forms.HOST_PORT, 0, 16),
                  "neutral places that a sighted observer can reach"),
              optional(
                  "zones",
                  new Shape.Named(Forms.DNS_FORM, ZONE, 0, 100),
                  "who hosts a DNS zone, by zone; not listed: the local edges"),
              optional(
                  "replication",
                  ReplicationKeys.REPLICATION,
                  "what is copied from a master region to the others"),
              optional(
                  "databases",
                  new Shape.Named(Forms.NAME_FORM, DatabaseKeys.DATABASE, 0, 100),
                  "databases that others replicate and whose lag is watched, by name"),
              optional("tokens", TokenKeys.TOKENS, "tokens that are scoped to regions")),
          List.of(),
          List.of());

  private TopologyKeys() {}

  private static Shape keys(Key... keys) {
    return new Shape.Keys(List.of(keys), List.of(), List.of());
  }
}
