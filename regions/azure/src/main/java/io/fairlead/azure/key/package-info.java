/** Keys of Azure's Key Vault that sign and never leave it. */
@NullMarked
package io.fairlead.azure.key;

import org.jspecify.annotations.NullMarked;
