package io.fairlead.emulators.deviation;

import io.fairlead.aws.client.AwsClients;
import io.fairlead.emulators.deviation.Probe.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** What S3 documents about conditions that cells and flags count on. */
record S3Probes(AwsClients clients, String bucket) {
  private static final AtomicInteger KEYS = new AtomicInteger();
  private static final int ROUNDS = 8;
  private static final int RACERS = 6;
  private static final String CHANGED = "PreconditionFailed";

  SortedMap<String, Asked> all() {
    s3().createBucket(it -> it.bucket(bucket));
    return new TreeMap<>(
        Map.of(
            "s3 If-None-Match is refused where an object is", this::isCreateOnly,
            "s3 If-Match is refused where the ETag is another", this::isCompared,
            "s3 If-Match is refused where nothing is", this::nothingThere,
            "s3 DELETE If-Match is refused where the ETag is another", this::isDeletedAsRead));
  }

  /** The same with races, where a part does not lose them by chance. */
  SortedMap<String, Asked> withRaces() {
    SortedMap<String, Asked> probes = all();
    probes.put("s3 of six that race to create one wins", this::oneCreates);
    probes.put("s3 of six that race to replace one wins", this::oneReplaces);
    return probes;
  }

  private S3Client s3() {
    return clients.s3("eu-west-1");
  }

  private String put(String key, String text) {
    return s3().putObject(it -> it.bucket(bucket).key(key), RequestBody.fromString(text)).eTag();
  }

  private String code(PutObjectRequest.Builder put, String key, String text) {
    return Probe.code(
        () -> s3().putObject(put.bucket(bucket).key(key).build(), RequestBody.fromString(text)));
  }

  private boolean isCreateOnly() {
    put("create", "one");
    return code(PutObjectRequest.builder().ifNoneMatch("*"), "create", "two").equals(CHANGED);
  }

  private boolean isCompared() {
    String key = fresh("compare");
    String old = put(key, "one");
    put(key, "two");
    return code(PutObjectRequest.builder().ifMatch(old), key, "three").equals(CHANGED);
  }

  /** What was asked before and not answered may come late: it comes to another key. */
  private String fresh(String key) {
    return key + "-" + KEYS.incrementAndGet();
  }

  private boolean nothingThere() {
    String etag = put("there", "one");
    return code(PutObjectRequest.builder().ifMatch(etag), "nothing", "two").equals("NoSuchKey");
  }

  private boolean isDeletedAsRead() {
    String key = fresh("delete");
    String old = put(key, "one");
    put(key, "two");
    String code =
        Probe.code(() -> s3().deleteObject(it -> it.bucket(bucket).key(key).ifMatch(old)));
    return code.equals(CHANGED)
        && s3().getObjectAsBytes(it -> it.bucket(bucket).key(key)).asUtf8String().equals("two");
  }

  private boolean oneCreates() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String key = "race-" + round;
      if (winners(key, () -> PutObjectRequest.builder().ifNoneMatch("*")) != 1) {
        return false;
      }
    }
    return true;
  }

  private boolean oneReplaces() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String etag = put("replace", "round " + round);
      if (winners("replace", () -> PutObjectRequest.builder().ifMatch(etag)) != 1) {
        return false;
      }
    }
    return true;
  }

  private int winners(String key, java.util.function.Supplier<PutObjectRequest.Builder> put)
      throws Exception {
    List<Callable<String>> racers = new ArrayList<>();
    for (int i = 0; i < RACERS; i++) {
      String text = key + " racer " + i;
      racers.add(() -> code(put.get(), key, text));
    }
    int winners = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(RACERS)) {
      for (Future<String> code : threads.invokeAll(racers)) {
        winners += code.get().isEmpty() ? 1 : 0;
      }
    }
    return winners;
  }
}
