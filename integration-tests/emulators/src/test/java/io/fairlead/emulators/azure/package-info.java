/** The adapters of Azure on Azurite. */
@org.jspecify.annotations.NullMarked
package io.fairlead.emulators.azure;
