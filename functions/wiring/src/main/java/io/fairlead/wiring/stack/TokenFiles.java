package io.fairlead.wiring.stack;

import io.fairlead.wiring.topology.Tokens;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Key files of a region's tokens, which its functions read beside the topology.
 *
 * @param boxes that open what is sealed for it
 * @param sign that it signs with
 */
record TokenFiles(List<Path> boxes, List<Path> sign) {
  TokenFiles {
    boxes = List.copyOf(boxes);
    sign = List.copyOf(sign);
  }

  /** Those of a region, as this topology's file names them. */
  static TokenFiles of(Tokens.TokenRegion region) {
    List<Path> boxes = new ArrayList<>();
    for (Tokens.BoxKey box : region.boxes()) {
      Path file = box.file();
      if (file != null) {
        boxes.add(file);
      }
    }
    return new TokenFiles(boxes, region.sign().stream().map(Tokens.FileKey::file).toList());
  }

  /** Every one. */
  List<Path> all() {
    return Stream.concat(boxes.stream(), sign.stream()).distinct().toList();
  }
}
