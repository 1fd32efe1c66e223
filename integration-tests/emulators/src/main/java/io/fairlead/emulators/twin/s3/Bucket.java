package io.fairlead.emulators.twin.s3;

import io.fairlead.emulators.twin.Past;
import java.time.InstantSource;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A bucket of a region: what it holds, and what it held before. */
final class Bucket {
  private final String region;
  private final Past<SortedMap<String, Stored>> objects;

  Bucket(String region, InstantSource clock) {
    this.region = region;
    this.objects = new Past<>(Collections.unmodifiableSortedMap(new TreeMap<>()), clock);
  }

  String region() {
    return region;
  }

  SortedMap<String, Stored> now() {
    return objects.now();
  }

  /** What it held at an instant. */
  SortedMap<String, Stored> at(java.time.Instant instant) {
    return objects.at(instant);
  }

  /** Forgets what changed at an instant and after it. */
  void rewind(java.time.Instant to) {
    objects.rewind(to);
  }

  /** Puts an object; null deletes it. */
  void set(String key, @Nullable Stored object) {
    SortedMap<String, Stored> next = new TreeMap<>(objects.now());
    if (object == null) {
      next.remove(key);
    } else {
      next.put(key, object);
    }
    objects.set(Collections.unmodifiableSortedMap(next));
  }
}
