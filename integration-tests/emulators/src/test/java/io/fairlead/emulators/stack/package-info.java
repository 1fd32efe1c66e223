/** The templates of infra/aws: translated, linted, deployed, and asked for through the services. */
@NullMarked
package io.fairlead.emulators.stack;

import org.jspecify.annotations.NullMarked;
