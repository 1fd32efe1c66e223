package io.fairlead.local.flag;

import io.fairlead.fleet.RegionGroup;
import io.fairlead.local.client.EdgeRequest;
import io.fairlead.local.http.Json;
import java.util.Optional;

/**
 * What one flag should become in every store: an opening request, and what follows from the flag
 * that it finds there. Every change is conditional on exactly that flag.
 */
sealed interface Wish {
  /** The flag concerned. */
  RegionGroup flag();

  /** The first request to a store. */
  EdgeRequest opening();

  /** The request that follows once a store has told its flag; empty where it is as wished. */
  Optional<EdgeRequest> next(FlagObject found);

  /** Ours goes up: created, or renewed where it is older; a person's stays and holds as well. */
  record Raise(FlagObject wanted) implements Wish {
    @Override
    public RegionGroup flag() {
      return wanted.flag();
    }

    @Override
    public EdgeRequest opening() {
      return Wish.create(wanted);
    }

    @Override
    public Optional<EdgeRequest> next(FlagObject found) {
      boolean older = found.epoch() > 0 && found.epoch() < wanted.epoch();
      return older ? Optional.of(Wish.replace(wanted, found)) : Optional.empty();
    }
  }

  /** Ours up to an epoch go; newer ones and a person's stay. */
  record Lower(RegionGroup flag, long upto) implements Wish {
    @Override
    public EdgeRequest opening() {
      return EdgeRequest.get(Wish.path(flag));
    }

    @Override
    public Optional<EdgeRequest> next(FlagObject found) {
      boolean ours = found.epoch() > 0 && found.epoch() <= upto;
      return ours ? Optional.of(Wish.delete(found)) : Optional.empty();
    }
  }

  /** A person's hold, in place of ours where there is one. */
  record Hold(FlagObject wanted) implements Wish {
    @Override
    public RegionGroup flag() {
      return wanted.flag();
    }

    @Override
    public EdgeRequest opening() {
      return Wish.create(wanted);
    }

    @Override
    public Optional<EdgeRequest> next(FlagObject found) {
      return found.epoch() == 0 ? Optional.empty() : Optional.of(Wish.replace(wanted, found));
    }
  }

  /** It goes whoever raised it. */
  record Release(RegionGroup flag) implements Wish {
    @Override
    public EdgeRequest opening() {
      return EdgeRequest.get(Wish.path(flag));
    }

    @Override
    public Optional<EdgeRequest> next(FlagObject found) {
      return Optional.of(Wish.delete(found));
    }
  }

  private static EdgeRequest create(FlagObject flag) {
    return put(flag).with("If-None-Match", "*");
  }

  private static EdgeRequest replace(FlagObject flag, FlagObject found) {
    return put(flag).with(FlagResource.IF_MATCH, quoted(found));
  }

  private static EdgeRequest delete(FlagObject found) {
    return EdgeRequest.of("DELETE", path(found.flag()), new byte[0])
        .with(FlagResource.IF_MATCH, quoted(found));
  }

  private static EdgeRequest put(FlagObject flag) {
    return EdgeRequest.of("PUT", path(flag.flag()), Json.bytes(flag.json()));
  }

  private static String path(RegionGroup flag) {
    return "/flags/" + flag.region() + "/" + flag.group();
  }

  private static String quoted(FlagObject found) {
    return "\"" + found.tag() + "\"";
  }
}
