/** The flag of an item that a person wants to come back to. */
export const FLAGGED = 'flagged';
