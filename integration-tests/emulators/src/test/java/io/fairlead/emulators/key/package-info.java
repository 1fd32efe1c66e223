/** Keys of key services that sign manifests: in emulators of KMS, and in a vault of the tests. */
@NullMarked
package io.fairlead.emulators.key;

import org.jspecify.annotations.NullMarked;
