package io.fairlead.contract.token;

import io.fairlead.artifact.TrustedKey;
import io.fairlead.artifact.TrustedKeys;
import io.fairlead.local.artifact.FileSigner;
import io.fairlead.local.token.PublicBoxKeys.BoxKey;
import io.fairlead.parts.KeyFile;
import io.fairlead.port.Signer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Key files of a fleet: for each region one or more to sign with, and as many for its boxes. */
final class Keys {
  private final Path folder;
  private final SortedMap<String, SortedMap<String, TrustedKey>> trusted = new TreeMap<>();
  private final SortedMap<String, List<String>> signers = new TreeMap<>();
  private final SortedMap<String, List<String>> boxes = new TreeMap<>();
  private final SortedMap<String, String> publicBoxes = new TreeMap<>();

  Keys(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  void addRegion(String region) throws IOException {
    signWith(region, region);
    addBox(region, region + "-1");
  }

  /**
   * Keys that a region signs with from now on; a new one is made, and trusted beside the others.
   */
  void signWith(String region, String... ids) throws IOException {
    SortedMap<String, TrustedKey> known = trusted.computeIfAbsent(region, _ -> new TreeMap<>());
    for (String id : ids) {
      if (!known.containsKey(id)) {
        known.put(id, TrustedKey.parse(make("Ed25519", "sign-" + id)));
      }
    }
    signers.put(region, List.of(ids));
  }

  /** A key that is trusted no more. */
  void distrust(String region, String id) {
    trusted.get(region).remove(id);
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

  Path signing(String id) {
    return folder.resolve("sign-" + id);
  }

  /** What a region signs with now. */
  List<Signer> signers(String region) {
    return signers.get(region).stream().<Signer>map(id -> new FileSigner(id, signing(id))).toList();
  }

  /** Keys that a home's pages may be signed with: its own. */
  TrustedKeys trusted(String home) {
    return new TrustedKeys(trusted.get(home));
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
