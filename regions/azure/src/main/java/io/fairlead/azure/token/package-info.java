/** Pages of tokens in tables of a storage account. */
@NullMarked
package io.fairlead.azure.token;

import org.jspecify.annotations.NullMarked;
