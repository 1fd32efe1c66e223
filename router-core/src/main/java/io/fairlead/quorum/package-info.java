/**
 * Agreement: cells with compare-and-set, ballots, and the quorum register (CASPaxos, Rystsov, arXiv
 * 1802.07000) over three or five of them.
 */
@NullMarked
package io.fairlead.quorum;

import org.jspecify.annotations.NullMarked;
