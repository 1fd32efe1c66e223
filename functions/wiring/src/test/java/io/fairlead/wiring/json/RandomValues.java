package io.fairlead.wiring.json;

import io.fairlead.health.CopySighting;
import io.fairlead.health.DatabaseSighting;
import io.fairlead.health.LossWindow;
import io.fairlead.health.Outcome;
import io.fairlead.health.ProbeResult;
import io.fairlead.health.ProbeTarget;
import io.fairlead.journal.Intent;
import io.fairlead.journal.Step;
import io.fairlead.journal.TargetId;
import io.fairlead.journal.TargetState;
import io.fairlead.plan.Action;
import io.fairlead.plan.Change;
import io.fairlead.plan.PlanReason;
import io.fairlead.traffic.AliasTarget;
import io.fairlead.traffic.RecordBatch;
import io.fairlead.traffic.RecordChange;
import io.fairlead.traffic.RecordKey;
import io.fairlead.traffic.RecordType;
import io.fairlead.traffic.WeightedRecord;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random records of the core from a seed, component by component, so that new ones are covered. */
final class RandomValues {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789-";
  private static final String TEXT = LETTERS + " '\"\\\n\t{}[]:,äß€\u2028";
  private static final int MOST = 4;

  private final Random random;

  RandomValues(long seed) {
    random = new Random(seed);
  }

  <T> T next(Class<T> type) {
    return type.cast(value(type));
  }

  private Object value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return container(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain == String.class) {
      return text(TEXT, 24);
    }
    if (plain == int.class || plain == Integer.class) {
      return random.nextInt(256);
    }
    if (plain == long.class || plain == Long.class) {
      return random.nextLong() >>> random.nextInt(64);
    }
    if (plain == boolean.class) {
      return random.nextBoolean();
    }
    if (plain == Instant.class) {
      return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
    }
    if (plain == Duration.class) {
      return Duration.ofNanos(random.nextLong() >>> 20);
    }
    if (plain.isEnum()) {
      return pick(plain.getEnumConstants());
    }
    if (plain.isSealed()) {
      return value((Type) pick(plain.getPermittedSubclasses()));
    }
    return plain == LossWindow.class ? lossWindow() : constrained(plain);
  }

  private LossWindow lossWindow() {
    int buckets = random.nextInt(LossWindow.BUCKETS + 1);
    return new LossWindow(
        random.nextInt(),
        list(buckets, () -> random.nextInt(100)),
        list(buckets, () -> random.nextInt(100)));
  }

  /** Records whose components depend on each other. */
  private Object constrained(Class<?> type) {
    if (type == Intent.class) {
      List<Step> steps = list(1 + random.nextInt(3), () -> next(Step.class));
      return new Intent(
          name(),
          next(TargetId.class),
          steps,
          list(steps.size() + 1, () -> next(TargetState.class)),
          text(TEXT, 24),
          list(2, this::name),
          next(Instant.class),
          next(Instant.class),
          name());
    }
    if (type == RecordBatch.class) {
      return new RecordBatch(
          name(), random.nextInt(1000), 1000, list(2, () -> next(RecordChange.class)));
    }
    if (type == RecordChange.class) {
      return recordChange();
    }
    if (type == WeightedRecord.class) {
      return weightedRecord();
    }
    if (type == ProbeResult.class) {
      return new ProbeResult(
          next(ProbeTarget.class),
          next(Outcome.class),
          random.nextBoolean(),
          5,
          random.nextInt(6),
          next(Instant.class),
          next(Duration.class),
          text(TEXT, 24));
    }
    if (type == CopySighting.class) {
      return sighting();
    }
    if (type == DatabaseSighting.class) {
      return databaseSighting();
    }
    if (type == Action.class) {
      return new Action(
          1 + random.nextInt(2),
          next(Change.class),
          list(1 + random.nextInt(2), () -> next(PlanReason.class)),
          list(2, this::name));
    }
    return record(type);
  }

  private RecordChange recordChange() {
    return new RecordChange(
        random.nextBoolean() ? next(WeightedRecord.class) : null, next(WeightedRecord.class));
  }

  private DatabaseSighting databaseSighting() {
    return new DatabaseSighting(
        next(Instant.class),
        name(),
        next(Long.class),
        random.nextBoolean(),
        random.nextLong() >>> 1,
        random.nextLong() >>> 1,
        random.nextBoolean() ? next(DatabaseSighting.Head.class) : null,
        random.nextBoolean() ? next(Instant.class) : null,
        new TreeMap<>(Map.of(name(), random.nextLong() >>> 1)));
  }

  private CopySighting sighting() {
    return new CopySighting(
        next(Instant.class),
        random.nextInt(1000),
        random.nextInt(1000),
        next(Instant.class),
        random.nextBoolean() ? next(Instant.class) : null,
        random.nextInt(1000),
        random.nextInt(1_000_000));
  }

  /** One in four is an alias. */
  private WeightedRecord weightedRecord() {
    if (random.nextInt(4) == 0) {
      RecordKey key = next(RecordKey.class);
      return WeightedRecord.alias(
          new RecordKey(key.name(), RecordType.AAAA, key.setIdentifier()),
          random.nextInt(256),
          new AliasTarget(name(), name(), random.nextBoolean()),
          random.nextBoolean() ? name() : null);
    }
    return new WeightedRecord(
        next(RecordKey.class),
        next(Duration.class),
        random.nextInt(256),
        list(1 + random.nextInt(2), this::name),
        random.nextBoolean() ? name() : null);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalArgumentException("no generator for " + type);
    }
    Class<?>[] types = new Class<?>[components.length];
    @Nullable Object[] values = new @Nullable Object[components.length];
    boolean names = type.getPackageName().endsWith("fleet") || isText(type);
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      boolean absent =
          components[i].getAnnotatedType().isAnnotationPresent(Nullable.class)
              && random.nextBoolean();
      values[i] =
          absent
              ? null
              : names && types[i] == String.class ? name() : value(components[i].getGenericType());
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }

  private static boolean isText(Class<?> type) {
    return TextTypes.covers(type);
  }

  private Object container(ParameterizedType type) {
    Type first = type.getActualTypeArguments()[0];
    int size = random.nextInt(MOST);
    if (type.getRawType() == List.class) {
      return list(size, () -> value(first));
    }
    if (type.getRawType() == SortedMap.class) {
      Type second = type.getActualTypeArguments()[1];
      SortedMap<Object, Object> map = new TreeMap<>();
      for (int i = 0; i < size; i++) {
        map.put(first == String.class ? name() : value(first), value(second));
      }
      return map;
    }
    throw new IllegalArgumentException("no generator for " + type);
  }

  private <T> List<T> list(int size, Supplier<T> element) {
    List<T> made = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      made.add(element.get());
    }
    return made;
  }

  private String name() {
    return "n" + text(LETTERS, 8);
  }

  private String text(String alphabet, int longest) {
    StringBuilder made = new StringBuilder();
    for (int i = random.nextInt(longest); i > 0; i--) {
      made.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return made.toString();
  }

  private <T> T pick(T[] from) {
    return from[random.nextInt(from.length)];
  }
}
