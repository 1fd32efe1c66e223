/** Makes what the platform reads of the functions: host.json and function.json. */
@NullMarked
package io.fairlead.functionapp.packing;

import org.jspecify.annotations.NullMarked;
