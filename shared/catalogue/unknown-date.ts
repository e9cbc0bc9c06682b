/**
 * `date_maj` of a record whose producer gave no date: the oldest day the schema allows (data-inclusion.md §1.1), so that such a
 * record is never taken for a fresh one. Screens say « date inconnue » instead of showing it.
 */
export const UNKNOWN_DATE = '2000-01-01'
