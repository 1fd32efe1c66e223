package io.fairlead.wiring.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one JSON form of Fairlead's values. Equal values give equal bytes: properties are in
 * alphabetical order after {@code kind}, maps in key order, times and durations in ISO 8601.
 */
public final class FairleadJson {
  private static final JsonMapper STRICT = build(true);
  private static final JsonMapper LENIENT = build(false);

  private FairleadJson() {}

  /** Refuses properties it does not know: for values that are read, changed and written back. */
  public static JsonMapper strict() {
    return STRICT;
  }

  /** Passes over properties it does not know: for values that are only read. */
  public static JsonMapper lenient() {
    return LENIENT;
  }

  private static JsonMapper build(boolean failOnUnknown) {
    return JsonMapper.builder()
        .addModule(new TextTypes())
        .annotationIntrospector(new RecordIntrospector())
        .changeDefaultPropertyInclusion(old -> old.withValueInclusion(JsonInclude.Include.NON_NULL))
        .changeDefaultNullHandling(old -> old.withContentNulls(Nulls.FAIL))
        .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, failOnUnknown)
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .build();
  }
}
