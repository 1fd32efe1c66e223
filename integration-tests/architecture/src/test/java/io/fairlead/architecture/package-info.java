/** Rules about the code itself: which way arrows point, sizes, names. */
@NullMarked
package io.fairlead.architecture;

import org.jspecify.annotations.NullMarked;
