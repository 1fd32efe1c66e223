/** Where emulators do other than AWS documents, measured and compared with the written table. */
@NullMarked
package io.fairlead.emulators.deviation;

import org.jspecify.annotations.NullMarked;
