package io.fairlead.wiring.json;

import io.fairlead.fleet.AddressId;
import io.fairlead.fleet.PartitionId;
import io.fairlead.fleet.RegionGroup;
import io.fairlead.health.ProbeTarget;
import io.fairlead.health.Subject;
import io.fairlead.journal.TargetId;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** Types that are one text in JSON, as a value and as a key: the text that operators type. */
final class TextTypes extends SimpleModule {
  private static final long serialVersionUID = 1L;

  private static final List<Class<?>> TYPES =
      List.of(
          Subject.class,
          TargetId.class,
          ProbeTarget.class,
          AddressId.class,
          RegionGroup.class,
          PartitionId.class);

  TextTypes() {
    super("fairlead-texts");
    add(Subject.class, Subject::text, Subject::parse);
    cases(Subject.class, Subject::text, Subject::parse);
    add(TargetId.class, TargetId::text, TargetId::parse);
    cases(TargetId.class, TargetId::text, TargetId::parse);
    add(ProbeTarget.class, ProbeTarget::text, TextTypes::probeTarget);
    add(AddressId.class, AddressId::toString, text -> pair(text, AddressId::new));
    add(RegionGroup.class, RegionGroup::toString, text -> pair(text, RegionGroup::new));
    add(PartitionId.class, PartitionId::toString, text -> pair(text, PartitionId::new));
  }

  static boolean covers(Class<?> type) {
    return TYPES.stream().anyMatch(covered -> covered.isAssignableFrom(type));
  }

  private <T> void add(Class<T> type, Function<T, String> text, Function<String, T> parse) {
    addSerializer(type, new AsText<>(type, text, false));
    addKeySerializer(type, new AsText<>(type, text, true));
    addDeserializer(type, new FromText<>(type, parse));
    addKeyDeserializer(type, new FromKey(parse));
  }

  /** The records of a sealed type, for where one of them is declared by itself. */
  private <T> void cases(Class<T> sealed, Function<T, String> text, Function<String, T> parse) {
    for (Class<?> permitted : sealed.getPermittedSubclasses()) {
      addCase(permitted.asSubclass(sealed), text, parse);
    }
  }

  private <T, C extends T> void addCase(
      Class<C> type, Function<T, String> text, Function<String, T> parse) {
    add(
        type,
        text::apply,
        value -> {
          T parsed = parse.apply(value);
          if (!type.isInstance(parsed)) {
            throw new IllegalArgumentException("'" + value + "' is no " + type.getSimpleName());
          }
          return type.cast(parsed);
        });
  }

  private static ProbeTarget probeTarget(String text) {
    int space = text.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("'" + text + "' is no subject, space and probe");
    }
    return new ProbeTarget(Subject.parse(text.substring(0, space)), text.substring(space + 1));
  }

  private static <T> T pair(String text, BiFunction<String, String, T> of) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("'" + text + "' is no pair of names with a '/' between");
    }
    return of.apply(parts[0], parts[1]);
  }

  private static final class AsText<T> extends StdSerializer<T> {
    private final Function<T, String> text;
    private final boolean key;

    AsText(Class<T> type, Function<T, String> text, boolean key) {
      super(type);
      this.text = text;
      this.key = key;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext context) {
      if (key) {
        out.writeName(text.apply(value));
      } else {
        out.writeString(text.apply(value));
      }
    }
  }

  private static final class FromText<T> extends StdDeserializer<T> {
    private final Function<String, T> parse;

    FromText(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) {
      return parse.apply(in.getString());
    }
  }

  private static final class FromKey extends KeyDeserializer {
    private final Function<String, ?> parse;

    FromKey(Function<String, ?> parse) {
      this.parse = parse;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      return parse.apply(key);
    }
  }
}
