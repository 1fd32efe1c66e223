/** Kong without a database: a declarative file is loaded into every node, and read back. */
@NullMarked
package io.fairlead.gateway.kong;

import org.jspecify.annotations.NullMarked;
