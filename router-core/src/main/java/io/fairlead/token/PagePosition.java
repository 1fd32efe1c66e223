package io.fairlead.token;

/**
 * Where a page stands in its row.
 *
 * @param base version of the last page, this one included, that is whole: older ones are not needed
 * @param source version of the home's ledger that the row is up to with this page
 */
public record PagePosition(long base, long source) {}
