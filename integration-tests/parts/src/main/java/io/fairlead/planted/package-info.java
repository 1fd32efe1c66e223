/** Bugs planted in the project's own sources, to prove that a suite notices them. */
@NullMarked
package io.fairlead.planted;

import org.jspecify.annotations.NullMarked;
