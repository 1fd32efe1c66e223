/** The packaged functions of Azure under a host of the tests, in virtual time. */
@NullMarked
package io.fairlead.emulators.azure.app;

import org.jspecify.annotations.NullMarked;
