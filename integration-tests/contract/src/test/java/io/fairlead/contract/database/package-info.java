/** Lag of databases against servers of PostgreSQL. */
@NullMarked
package io.fairlead.contract.database;

import org.jspecify.annotations.NullMarked;
