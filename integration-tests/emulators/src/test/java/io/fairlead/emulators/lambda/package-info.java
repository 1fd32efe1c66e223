/** The packaged functions of AWS, run as Lambda runs them, against the twin and an emulator. */
@NullMarked
package io.fairlead.emulators.lambda;

import org.jspecify.annotations.NullMarked;
