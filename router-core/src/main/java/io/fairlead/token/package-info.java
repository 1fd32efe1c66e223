/**
 * Tokens that are scoped to regions: what is public of them and what is sealed, the signed pages
 * that their feeds consist of, and where a token is active. Values only; may import {@code java.*}
 * and other packages of the core.
 */
@NullMarked
package io.fairlead.token;

import org.jspecify.annotations.NullMarked;
