/** What {@code fairlead doctor} looks at on Azure, each thing by a class of its own. */
@NullMarked
package io.fairlead.wiring.azure.doctor;

import org.jspecify.annotations.NullMarked;
