/** The contract of a cell, run by every cell there is. */
@NullMarked
package io.fairlead.contract.cell;

import org.jspecify.annotations.NullMarked;
