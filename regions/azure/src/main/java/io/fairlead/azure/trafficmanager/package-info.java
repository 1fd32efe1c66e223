/** DNS weights in profiles of Azure Traffic Manager: whole profiles, read back after a write. */
@NullMarked
package io.fairlead.azure.trafficmanager;

import org.jspecify.annotations.NullMarked;
