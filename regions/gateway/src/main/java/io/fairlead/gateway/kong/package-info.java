/**
 * Kong as a destination: nodes without a database load a file, one with a database is changed
 * entity by entity.
 */
@NullMarked
package io.fairlead.gateway.kong;

import org.jspecify.annotations.NullMarked;
