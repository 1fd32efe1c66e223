/** The twin's Traffic Manager: profiles with endpoints, and whom its name servers answer with. */
@NullMarked
package io.fairlead.emulators.twin.arm.trafficmanager;

import org.jspecify.annotations.NullMarked;
