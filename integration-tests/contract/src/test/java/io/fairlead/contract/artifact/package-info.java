/** Artifact sets between real folders: published, pulled, switched, struck by faults. */
@NullMarked
package io.fairlead.contract.artifact;

import org.jspecify.annotations.NullMarked;
