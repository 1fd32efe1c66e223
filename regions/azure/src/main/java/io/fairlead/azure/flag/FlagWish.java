package io.fairlead.azure.flag;

import io.fairlead.azure.blob.BlobObjects;
import io.fairlead.azure.blob.BlobObjects.Got;
import io.fairlead.azure.blob.BlobObjects.Put;
import io.fairlead.fleet.RegionGroup;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** What one store should hold in the end. Each answers why it does not; empty = it does. */
sealed interface FlagWish {
  /** Carries it out in one store, by a read and two writes at most. */
  Optional<String> in(BlobObjects store, Instant deadline);

  /** Ours is there under this epoch or a later one, or a person's is. */
  record Raise(FlagBody body) implements FlagWish {
    @Override
    public Optional<String> in(BlobObjects store, Instant deadline) {
      String name = BlobFlags.name(body.fleet(), body.flag());
      return switch (store.put(name, body.bytes(), null, deadline)) {
        case Put.Done _ -> Optional.empty();
        case Put.Failed(String why) -> Optional.of(why);
        case Put.Changed _ -> renewed(store, name, deadline);
      };
    }

    private Optional<String> renewed(BlobObjects store, String name, Instant deadline) {
      return switch (store.get(name, deadline)) {
        case Got.Failed(String why) -> Optional.of(why);
        case Got.Absent _ -> Optional.of("the flag was there and is gone");
        case Got.There(byte[] there, String etag) -> {
          FlagBody found = FlagBody.read(body.fleet(), body.flag(), there);
          yield found.epoch() == 0 || found.epoch() >= body.epoch()
              ? Optional.empty()
              : why(store.put(name, body.bytes(), etag, deadline));
        }
      };
    }
  }

  /** None of ours up to this epoch is there. */
  record Lower(String fleet, RegionGroup flag, long uptoEpoch) implements FlagWish {
    @Override
    public Optional<String> in(BlobObjects store, Instant deadline) {
      String name = BlobFlags.name(fleet, flag);
      return switch (store.get(name, deadline)) {
        case Got.Failed(String why) -> Optional.of(why);
        case Got.Absent _ -> Optional.empty();
        case Got.There(byte[] there, String etag) -> {
          long epoch = FlagBody.read(fleet, flag, there).epoch();
          yield epoch == 0 || epoch > uptoEpoch
              ? Optional.empty()
              : why(store.delete(name, etag, deadline));
        }
      };
    }
  }

  /** A person's hold is there. */
  record Hold(FlagBody body) implements FlagWish {
    @Override
    public Optional<String> in(BlobObjects store, Instant deadline) {
      String name = BlobFlags.name(body.fleet(), body.flag());
      return switch (store.get(name, deadline)) {
        case Got.Failed(String why) -> Optional.of(why);
        case Got.Absent _ -> why(store.put(name, body.bytes(), null, deadline));
        case Got.There(byte[] there, String etag) ->
            FlagBody.read(body.fleet(), body.flag(), there).epoch() == 0
                ? Optional.empty()
                : why(store.put(name, body.bytes(), etag, deadline));
      };
    }
  }

  /** The blob is not there, whoever made it. */
  record Release(String name) implements FlagWish {
    @Override
    public Optional<String> in(BlobObjects store, Instant deadline) {
      return switch (store.get(name, deadline)) {
        case Got.Failed(String why) -> Optional.of(why);
        case Got.Absent _ -> Optional.empty();
        case Got.There(_, String etag) -> why(store.delete(name, etag, deadline));
      };
    }
  }

  /** A freeze object is there. */
  record Freeze(BlobFlags.Owner owner, String reason) implements FlagWish {
    @Override
    public Optional<String> in(BlobObjects store, Instant deadline) {
      byte[] body =
          JsonMapper.shared()
              .createObjectNode()
              .put("fleet", owner.fleet())
              .put("by", owner.by())
              .put("reason", reason)
              .toString()
              .getBytes(StandardCharsets.UTF_8);
      return switch (store.put(BlobFlags.freezeName(owner.fleet()), body, null, deadline)) {
        case Put.Done _, Put.Changed _ -> Optional.empty();
        case Put.Failed(String why) -> Optional.of(why);
      };
    }
  }

  /** Why a write did not do it. */
  private static Optional<String> why(Put put) {
    return switch (put) {
      case Put.Done _ -> Optional.empty();
      case Put.Changed _ -> Optional.of("the object changed meanwhile");
      case Put.Failed(String why) -> Optional.of(why);
    };
  }
}
