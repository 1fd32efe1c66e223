/** What a fleet costs on AWS a month, from the calls that an idle tick makes. */
@NullMarked
package io.fairlead.wiring.cost;

import org.jspecify.annotations.NullMarked;
