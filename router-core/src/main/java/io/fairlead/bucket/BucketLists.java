package io.fairlead.bucket;

import io.fairlead.artifact.Blob;
import io.fairlead.artifact.ContentDigest;
import io.fairlead.artifact.Pointer;
import io.fairlead.port.ObjectBucket;
import io.fairlead.port.ObjectBucket.Listed;
import io.fairlead.port.ObjectBucket.Page;
import io.fairlead.port.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All that a store keeps in a bucket, page by page. What is named otherwise is none of ours. */
record BucketLists(ObjectBucket bucket) {
  private static final Pattern BLOB = Pattern.compile("sha256/[0-9a-f]{2}/([0-9a-f]{64})");
  private static final Pattern SET = Pattern.compile("sets/([^/]+)/.+");

  Reading<List<Blob>> blobs(Instant deadline) {
    return all(
        "sha256/",
        deadline,
        object -> {
          Matcher blob = BLOB.matcher(object.key());
          return blob.matches()
              ? Optional.of(new Blob(new ContentDigest(blob.group(1)), object.length()))
              : Optional.empty();
        });
  }

  Reading<List<Pointer>> manifests(String set, Instant deadline) {
    String prefix = "sets/" + set + "/manifests/";
    return all(
        prefix,
        deadline,
        object -> Pointer.named(object.key().substring(prefix.length()), object.length()));
  }

  Reading<List<String>> sets(Instant deadline) {
    return switch (all(
        "sets/",
        deadline,
        object -> {
          Matcher set = SET.matcher(object.key());
          return set.matches() ? Optional.of(set.group(1)) : Optional.<String>empty();
        })) {
      case Reading.Unreadable<List<String>>(String why) -> new Reading.Unreadable<>(why);
      case Reading.Known<List<String>>(List<String> names) ->
          new Reading.Known<>(List.copyOf(new TreeSet<>(names)));
    };
  }

  private <T> Reading<List<T>> all(
      String prefix, Instant deadline, Function<Listed, Optional<T>> read) {
    List<T> all = new ArrayList<>();
    String from = "";
    while (true) {
      switch (bucket.list(prefix, from, deadline)) {
        case Reading.Unreadable<Page>(String why) -> {
          return new Reading.Unreadable<>(why);
        }
        case Reading.Known<Page>(Page page) -> {
          page.objects().forEach(object -> read.apply(object).ifPresent(all::add));
          if (page.next().isEmpty()) {
            return new Reading.Known<>(all);
          }
          from = page.next();
        }
      }
    }
  }
}
