/** Calls of Azure Resource Manager: what they need, and what their failures mean. */
@NullMarked
package io.fairlead.azure.arm;

import org.jspecify.annotations.NullMarked;
