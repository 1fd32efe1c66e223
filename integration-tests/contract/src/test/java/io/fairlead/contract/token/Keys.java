package io.fairlead.contract.token;

import io.fairlead.artifact.TrustedKey;
import io.fairlead.artifact.TrustedKeys;
import io.fairlead.local.token.PublicBoxKeys.BoxKey;
import io.fairlead.parts.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Key files of a fleet: for each region one to sign with, and one or more for its boxes. */
final class Keys {
  private final Path folder;
  private final SortedMap<String, TrustedKey> trusted = new TreeMap<>();
  private final SortedMap<String, List<String>> boxes = new TreeMap<>();
  private final SortedMap<String, String> publicBoxes = new TreeMap<>();

  Keys(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  void addRegion(String region) throws IOException {
    trusted.put(region, TrustedKey.parse(make("Ed25519", "sign-" + region)));
    addBox(region, region + "-1");
  }

  /** Another key for a region's boxes, which is sealed with from now on. */
  void addBox(String region, String id) throws IOException {
    publicBoxes.put(id, make("X25519", id));
    boxes.computeIfAbsent(region, _ -> new ArrayList<>()).addFirst(id);
  }

  /** Takes the oldest key of a region away. */
  void dropBox(String region) {
    boxes.get(region).removeLast();
  }

  Path signing(String region) {
    return folder.resolve("sign-" + region);
  }

  /** Keys that a home's pages may be signed with: its own. */
  TrustedKeys trusted(String home) {
    return new TrustedKeys(new TreeMap<>(Map.of(home, trusted.get(home))));
  }

  List<String> boxes(String region) {
    return boxes.get(region);
  }

  Path box(String id) {
    return folder.resolve(id);
  }

  BoxKey publicBox(String region) {
    String id = boxes.get(region).getFirst();
    return BoxKey.parse(id, publicBoxes.get(id));
  }

  private String make(String algorithm, String name) throws IOException {
    return KeyFile.make(algorithm, folder.resolve(name));
  }
}
