package io.fairlead.wiring.artifact;

import io.fairlead.artifact.Selector;
import io.fairlead.artifact.SetId;
import io.fairlead.cycle.PublishContent;
import io.fairlead.cycle.SealedContent;
import io.fairlead.cycle.SealedSink;
import io.fairlead.local.token.FileBoxKeys;
import io.fairlead.local.token.PublicBoxKeys;
import io.fairlead.port.ArtifactSink;
import io.fairlead.port.ArtifactStore;
import io.fairlead.port.OpeningKeys;
import io.fairlead.wiring.topology.Replication;
import io.fairlead.wiring.topology.Tokens;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What certificates of a set are sealed with for each region, and opened with in one.
 *
 * @param boxes keys of each region; the first is sealed with now
 */
record SetBoxes(SetId id, SortedMap<String, List<Tokens.BoxKey>> boxes) {
  /** Content whose certificates are sealed for whoever takes them. */
  PublishContent sealed(
      PublishContent content, Replication.ArtifactSet declared, ArtifactStore store) {
    SortedMap<String, PublicBoxKeys.BoxKey> keys = new TreeMap<>();
    boxes.forEach(
        (region, all) -> {
          Tokens.BoxKey first = all.getFirst();
          keys.put(region, PublicBoxKeys.BoxKey.parse(first.id(), first.publicKey()));
        });
    SortedMap<String, Selector> regions = new TreeMap<>();
    declared.regions().forEach((region, into) -> regions.put(region, into.selector()));
    return new SealedContent(
        content,
        new SealedContent.Parts(
            id,
            store,
            new PublicBoxKeys(keys),
            opening(declared.master()),
            new SealedContent.Readers(declared.master(), regions, new TreeSet<>(keys.keySet()))));
  }

  /** A destination that opens what is for its region. */
  ArtifactSink opened(ArtifactSink copies, String region) {
    return new SealedSink(copies, opening(region), id, region);
  }

  private OpeningKeys opening(String region) {
    SortedMap<String, Path> files = new TreeMap<>();
    for (Tokens.BoxKey box : boxes.getOrDefault(region, List.of())) {
      Path file = box.file();
      if (file != null) {
        files.put(box.id(), file);
      }
    }
    return new FileBoxKeys(files);
  }
}
