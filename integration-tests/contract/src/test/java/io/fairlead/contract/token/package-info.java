/**
 * Tokens of several regions over real folders and keys: issued, copied, revoked, killed, spoilt.
 */
@NullMarked
package io.fairlead.contract.token;

import org.jspecify.annotations.NullMarked;
