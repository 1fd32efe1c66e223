/** What a fleet costs on AWS and on Azure a month, from the calls that an idle tick makes. */
@NullMarked
package io.fairlead.wiring.cost;

import org.jspecify.annotations.NullMarked;
