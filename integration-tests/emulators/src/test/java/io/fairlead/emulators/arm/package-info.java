/** The twin of Azure Resource Manager, and adapters on it. */
@org.jspecify.annotations.NullMarked
package io.fairlead.emulators.arm;
