package io.fairlead.gateway.kong;

import io.fairlead.port.ArtifactSink;
import io.fairlead.port.BlobStream;
import io.fairlead.port.FaultWords;
import io.fairlead.port.PortException;
import io.fairlead.port.Reading;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The declarative file of a set.
 *
 * @param path in the set
 * @param reader makes a tree of YAML or JSON, or throws an IllegalArgumentException with a sentence
 */
public record KongFile(String path, Function<String, JsonNode> reader) {
  /** Kong's Admin API takes 10 MB unless told otherwise; far more is no configuration. */
  static final int MAX_CONFIG = 64 << 20;

  private static final int PIECE = 1 << 16;

  /** For people: what a set lacks that has no such file. */
  String absent(String why) {
    return "the set has no %s that Kong could load: %s".formatted(path, why);
  }

  /** Its text in a copy of the set. */
  Reading<String> in(ArtifactSink copies, String slot, Instant deadline) {
    return switch (copies.open(slot, path, deadline)) {
      case Reading.Unreadable<BlobStream>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<BlobStream>(BlobStream stream) -> {
        try (stream) {
          yield text(stream);
        } catch (PortException lost) {
          yield new Reading.Unreadable<>(FaultWords.of(lost));
        }
      }
    };
  }

  private Reading<String> text(BlobStream stream) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE];
    for (int read = stream.read(piece); read >= 0; read = stream.read(piece)) {
      if (all.size() + read > MAX_CONFIG) {
        return new Reading.Unreadable<>(path + " has more than " + MAX_CONFIG + " bytes");
      }
      all.write(piece, 0, read);
    }
    try {
      // Kong hashes the bytes that it gets: what is no text would reach it as another file.
      return new Reading.Known<>(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(all.toByteArray()))
              .toString());
    } catch (CharacterCodingException _) {
      return new Reading.Unreadable<>(path + " is no text in UTF-8");
    }
  }

  /**
   * The tree of its text.
   *
   * @throws IllegalArgumentException with a sentence for people
   */
  JsonNode tree(String text) {
    return reader.apply(text);
  }
}
