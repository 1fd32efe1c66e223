/** The functions' own lines, for tests that need what they log. */
@NullMarked
package io.fairlead.lambda;

import org.jspecify.annotations.NullMarked;
