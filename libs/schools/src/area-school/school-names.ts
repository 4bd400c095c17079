/** What a transaction knows the names of its area's schools by. */
export const SCHOOL_NAMES = 'school names';
