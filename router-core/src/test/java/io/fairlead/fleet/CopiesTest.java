package io.fairlead.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CopiesTest {
  private final SortedMap<String, Integer> origin =
      new TreeMap<>(Map.of("b", 2, "d", 4, "f", 6, "h", 8));
  private final SortedMap<String, Integer> copy = Copies.sorted(origin);

  @Test
  void a_copy_is_equal_to_its_origin_both_ways_and_stays_so() {
    SortedMap<String, Integer> before = new TreeMap<>(origin);

    origin.put("a", 1);

    assertThat(copy).isEqualTo(before).isNotEqualTo(origin);
    assertThat(before).isEqualTo(copy).hasSameHashCodeAs(copy).hasToString(copy.toString());
    assertThat(copy).isEqualTo(Copies.sorted(before)).isNotEqualTo(Copies.sorted(origin));
    assertThat(copy.keySet()).containsExactly("b", "d", "f", "h");
    assertThat(new TreeMap<>(copy)).isEqualTo(before);
  }

  @Test
  void a_copy_finds_what_is_there_and_nothing_else() {
    for (String key : List.of("a", "b", "c", "d", "e", "f", "g", "h", "i")) {
      assertThat(copy.get(key)).as(key).isEqualTo(origin.get(key));
      assertThat(copy.containsKey(key)).as(key).isEqualTo(origin.containsKey(key));
    }
    assertThat(Copies.sorted(new TreeMap<String, Integer>()).get("a")).isNull();
  }

  @Test
  void parts_of_a_copy_are_those_of_a_tree() {
    for (String from : List.of("a", "b", "c", "h", "i")) {
      assertThat(copy.headMap(from)).isEqualTo(origin.headMap(from));
      assertThat(copy.tailMap(from)).isEqualTo(origin.tailMap(from));
      assertThat(copy.subMap(from, "z")).isEqualTo(origin.subMap(from, "z"));
    }
    assertThat(copy.firstKey()).isEqualTo("b");
    assertThat(copy.lastKey()).isEqualTo("h");
    assertThat(copy.reversed().keySet()).containsExactly("h", "f", "d", "b");
    assertThatThrownBy(() -> copy.subMap("z", "a")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> copy.headMap("a").lastKey())
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void nobody_can_change_a_copy() {
    assertThatThrownBy(() -> copy.put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> copy.remove("b")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(copy::clear).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> copy.values().removeIf(value -> value == 2))
        .isInstanceOf(UnsupportedOperationException.class);
    Iterator<Map.Entry<String, Integer>> entries = copy.entrySet().iterator();
    Map.Entry<String, Integer> first = entries.next();
    assertThatThrownBy(() -> first.setValue(3)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(entries::remove).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void a_copy_of_a_copy_is_the_copy() {
    assertThat(Copies.sorted(copy)).isSameAs(copy);
  }

  @Test
  void a_map_with_an_order_of_its_own_is_copied_in_key_order() {
    SortedMap<String, Integer> backwards = new TreeMap<>(Comparator.reverseOrder());
    backwards.putAll(origin);

    assertThat(Copies.sorted(backwards).keySet()).containsExactly("b", "d", "f", "h");
    assertThat(Copies.sorted(backwards)).isEqualTo(copy);
  }
}
