/**
 * One suite per port. A suite is an abstract class whose tests say what every adapter of the port
 * does; an adapter runs it by a class that tells how to reach the real thing.
 */
@NullMarked
package io.fairlead.contract;

import org.jspecify.annotations.NullMarked;
