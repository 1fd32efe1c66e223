package io.fairlead.aws.flag;

import io.fairlead.aws.flag.FlagObjects.Got;
import io.fairlead.aws.flag.FlagObjects.Put;
import io.fairlead.fleet.RegionGroup;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** What one store should hold in the end. Each answers why it does not; empty = it does. */
sealed interface FlagWish {
  /** Carries it out in one store, by a read and one write at most. */
  Optional<String> in(FlagObjects store);

  /** Ours is there under this epoch or a later one, or a person's is. */
  record Raise(FlagBody body) implements FlagWish {
    @Override
    public Optional<String> in(FlagObjects store) {
      String key = S3Flags.key(body.fleet(), body.flag());
      return switch (store.put(key, body.bytes(), null)) {
        case Put.Done _ -> Optional.empty();
        case Put.Failed(String why) -> Optional.of(why);
        case Put.Changed _ -> renewed(store, key);
      };
    }

    private Optional<String> renewed(FlagObjects store, String key) {
      return switch (store.get(key)) {
        case Got.Failed(String why) -> Optional.of(why);
        case Got.Absent _ -> Optional.of("the flag was there and is gone");
        case Got.There(byte[] there, String etag) -> {
          FlagBody found = FlagBody.read(body.fleet(), body.flag(), there);
          yield found.epoch() == 0 || found.epoch() >= body.epoch()
              ? Optional.empty()
              : why(store.put(key, body.bytes(), etag));
        }
      };
    }
  }

  /** None of ours up to this epoch is there. */
  record Lower(String fleet, RegionGroup flag, long uptoEpoch) implements FlagWish {
    @Override
    public Optional<String> in(FlagObjects store) {
      String key = S3Flags.key(fleet, flag);
      return switch (store.get(key)) {
        case Got.Failed(String why) -> Optional.of(why);
        case Got.Absent _ -> Optional.empty();
        case Got.There(byte[] there, String etag) -> {
          long epoch = FlagBody.read(fleet, flag, there).epoch();
          yield epoch == 0 || epoch > uptoEpoch ? Optional.empty() : why(store.delete(key, etag));
        }
      };
    }
  }

  /** A person's hold is there. */
  record Hold(FlagBody body) implements FlagWish {
    @Override
    public Optional<String> in(FlagObjects store) {
      String key = S3Flags.key(body.fleet(), body.flag());
      return switch (store.get(key)) {
        case Got.Failed(String why) -> Optional.of(why);
        case Got.Absent _ -> why(store.put(key, body.bytes(), null));
        case Got.There(byte[] there, String etag) ->
            FlagBody.read(body.fleet(), body.flag(), there).epoch() == 0
                ? Optional.empty()
                : why(store.put(key, body.bytes(), etag));
      };
    }
  }

  /** The object is not there, whoever made it. */
  record Release(String key) implements FlagWish {
    @Override
    public Optional<String> in(FlagObjects store) {
      return switch (store.get(key)) {
        case Got.Failed(String why) -> Optional.of(why);
        case Got.Absent _ -> Optional.empty();
        case Got.There(_, String etag) -> why(store.delete(key, etag));
      };
    }
  }

  /** A freeze object is there. */
  record Freeze(S3Flags.Owner owner, String reason) implements FlagWish {
    @Override
    public Optional<String> in(FlagObjects store) {
      byte[] body =
          JsonMapper.shared()
              .createObjectNode()
              .put("fleet", owner.fleet())
              .put("by", owner.by())
              .put("reason", reason)
              .toString()
              .getBytes(StandardCharsets.UTF_8);
      return switch (store.put(S3Flags.freezeKey(owner.fleet()), body, null)) {
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
