/** The templates of infra/azure: as the vendor's models read them, and as they are deployed. */
@NullMarked
package io.fairlead.emulators.azure.template;

import org.jspecify.annotations.NullMarked;
