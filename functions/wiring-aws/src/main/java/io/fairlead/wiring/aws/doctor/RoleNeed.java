package io.fairlead.wiring.aws.doctor;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Something that a role must be allowed.
 *
 * @param context what a call carries beside its resource, by condition key
 */
record RoleNeed(List<String> actions, String resource, SortedMap<String, List<String>> context) {
  RoleNeed {
    actions = List.copyOf(actions);
    context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
  }

  static RoleNeed of(String resource, String... actions) {
    return new RoleNeed(List.of(actions), resource, new TreeMap<>());
  }

  /** The same by a call that carries this as well. */
  RoleNeed with(String key, List<String> values) {
    SortedMap<String, List<String>> more = new TreeMap<>(context);
    more.put(key, values);
    return new RoleNeed(actions, resource, more);
  }
}
