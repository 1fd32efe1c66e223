/** The port suites on the local adapters, over real edges on loopback addresses. */
@NullMarked
package io.fairlead.contract.local;

import org.jspecify.annotations.NullMarked;
