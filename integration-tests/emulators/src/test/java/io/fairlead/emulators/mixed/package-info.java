/** One fleet over AWS and Azure, on the twins of both and on their stores' emulators. */
@NullMarked
package io.fairlead.emulators.mixed;

import org.jspecify.annotations.NullMarked;
