package io.fairlead.artifact;

import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a version changes for a region, by path. Pages that both versions have are not read, unless
 * the region takes something else than before.
 *
 * @param before what the region has; null = nothing yet
 */
public record RegionChanges(
    ReplicationPlan.@Nullable Applied before, Version wanted, Selector selector) {
  /**
   * Goes over the objects that the region has to get.
   *
   * @param one answers whether to go on
   */
  public void brought(Predicate<ArtifactObject> one) {
    each((_, after) -> after == null || one.test(after), _ -> {});
  }

  /**
   * Tells all changes.
   *
   * @param changed gets what the region takes, where it differs; null = not taken or not there
   * @param gone gets the paths that the set itself has no more, whoever takes them
   */
  void each(PageCursor.Each changed, Consumer<String> gone) {
    ReplicationPlan.Applied has = before;
    boolean same = has != null && has.selector().text().equals(selector.text());
    PageCursor nothing = new PageCursor(PageList.NONE, wanted.pages());
    PageCursor.compare(
        has == null ? nothing : has.version().objects(),
        wanted.objects(),
        same,
        (was, is) -> {
          if (was != null && is == null) {
            gone.accept(was.path());
          }
          ArtifactObject had = has != null && takes(has.selector(), was) ? was : null;
          ArtifactObject gets = takes(selector, is) ? is : null;
          return Objects.equals(had, gets) || changed.pair(had, gets);
        });
  }

  private static boolean takes(Selector selector, @Nullable ArtifactObject object) {
    return object != null && selector.takes(object);
  }
}
