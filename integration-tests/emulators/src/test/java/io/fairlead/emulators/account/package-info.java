/**
 * The contracts of Azure's ports on an account of whoever runs them, where variables name one, and
 * on emulators otherwise. May import the contracts, the adapters of Azure and {@code
 * io.fairlead.emulators.azure}.
 */
@NullMarked
package io.fairlead.emulators.account;

import org.jspecify.annotations.NullMarked;
