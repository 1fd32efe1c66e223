/** What an operator changes: shown as a plan, confirmed, journaled, waited for. */
@NullMarked
package io.fairlead.cli.operate;

import org.jspecify.annotations.NullMarked;
