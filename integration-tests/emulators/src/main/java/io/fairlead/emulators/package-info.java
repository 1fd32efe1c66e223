/** The adapters of AWS on the twin and on emulators that we did not write. */
@NullMarked
package io.fairlead.emulators;

import org.jspecify.annotations.NullMarked;
