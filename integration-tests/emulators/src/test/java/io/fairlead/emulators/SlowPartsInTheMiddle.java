package io.fairlead.emulators;

import io.fairlead.parts.Part;
import io.fairlead.parts.Parts;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;

/**
 * Begins to build the parts that are compiled as soon as it is known that a class of this run needs
 * one, and has these classes run when the others are half done: the pool takes classes from both
 * ends of the order.
 */
public final class SlowPartsInTheMiddle implements ClassOrderer {
  private static final Part SLOW = Part.VERSITYGW;

  @Override
  public void orderClasses(ClassOrdererContext context) {
    Map<ClassDescriptor, Integer> ranks = new IdentityHashMap<>();
    long quick = context.getClassDescriptors().stream().filter(type -> !isSlow(type)).count();
    int next = 0;
    for (ClassDescriptor type : context.getClassDescriptors()) {
      ranks.put(type, isSlow(type) ? (int) quick : next);
      next += isSlow(type) ? 0 : 2;
    }
    if (quick < context.getClassDescriptors().size()) {
      Parts.ahead(SLOW);
    }
    context.getClassDescriptors().sort(java.util.Comparator.comparing(ranks::get));
  }

  private static boolean isSlow(ClassDescriptor type) {
    return Stream.of(type.findAnnotation(OnEmulators.class))
        .flatMap(Optional::stream)
        .flatMap(on -> Arrays.stream(on.parts()))
        .anyMatch(part -> part == SLOW);
  }
}
