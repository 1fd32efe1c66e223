package io.fairlead.wiring.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Reads the core's own declarations in place of Jackson's annotations, which the core may not
 * import: a component without {@code @Nullable} is required, and a sealed type's record is named by
 * {@code kind}.
 */
final class RecordIntrospector extends JacksonAnnotationIntrospector {
  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
    return component(member).map(c -> !isNullable(c)).orElse(null);
  }

  @Override
  public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
    boolean required =
        annotated instanceof AnnotatedMember member
            && component(member).filter(c -> !isNullable(c)).isPresent();
    return JsonSetter.Value.construct(required ? Nulls.FAIL : null, Nulls.FAIL);
  }

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    if (!(annotated instanceof AnnotatedClass type) || sealedParent(type.getRawType()).isEmpty()) {
      return null;
    }
    return JsonTypeInfo.Value.construct(
        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "kind", null, false, true);
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
    return sealedParent(annotated.getRawType())
        .map(
            parent ->
                Arrays.stream(parent.getPermittedSubclasses())
                    .map(type -> new NamedType(type, kind(type)))
                    .toList())
        .orElse(null);
  }

  @Override
  public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass type) {
    return sealedParent(type.getRawType()).isPresent() ? kind(type.getRawType()) : null;
  }

  /** The kind of {@code HeldBy} is {@code held-by}. */
  private static String kind(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static Optional<Class<?>> sealedParent(Class<?> type) {
    if (TextTypes.covers(type)) {
      return Optional.empty();
    }
    return type.isSealed() && type.isInterface()
        ? Optional.of(type)
        : Arrays.stream(type.getInterfaces())
            .filter(parent -> parent.isSealed() && parent.getName().startsWith("io.fairlead."))
            .findFirst();
  }

  private static Optional<RecordComponent> component(AnnotatedMember member) {
    RecordComponent[] components = member.getDeclaringClass().getRecordComponents();
    if (components == null) {
      return Optional.empty();
    }
    if (member instanceof AnnotatedParameter parameter) {
      return Optional.of(components[parameter.getIndex()]);
    }
    return Arrays.stream(components).filter(c -> c.getName().equals(member.getName())).findFirst();
  }

  private static boolean isNullable(RecordComponent component) {
    return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
  }
}
