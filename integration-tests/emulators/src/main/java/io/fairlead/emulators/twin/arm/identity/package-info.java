/** Managed identities, as far as the twin of Azure Resource Manager knows them. */
@NullMarked
package io.fairlead.emulators.twin.arm.identity;

import org.jspecify.annotations.NullMarked;
