/** The launcher and the packaged command line, as real processes. */
@NullMarked
package io.fairlead.packaging;

import org.jspecify.annotations.NullMarked;
