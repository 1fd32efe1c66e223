/** The twin's Azure DNS: zones and their record sets, which have ETags and metadata. */
@NullMarked
package io.fairlead.emulators.twin.arm.dns;

import org.jspecify.annotations.NullMarked;
