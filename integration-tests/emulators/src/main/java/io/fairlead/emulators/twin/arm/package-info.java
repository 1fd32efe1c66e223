/**
 * The twin's Azure Resource Manager: resources by id, ETags, operations that go on after their
 * answer, limits of calls, roles. What a resource of a provider is, a {@code ResourceKind} says;
 * what answers look like, forms written from the published examples.
 */
@NullMarked
package io.fairlead.emulators.twin.arm;

import org.jspecify.annotations.NullMarked;
