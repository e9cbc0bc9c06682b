/** Settings of the store that synchronisation writes: values are text. */

/** `1` when every public row was made up. */
export const DEMONSTRATION = 'demonstration'

/** ISO instant before which the answers to mutations may have been forgotten; absent when none ever was. */
export const ANSWERS_FORGOTTEN_BEFORE = 'answers-forgotten-before'

/** `genere_le` of the catalogue last taken in whole. */
export const CATALOGUE_DATE = 'catalogue-date'

/** `1` from the moment invented rows give way to real ones, or the reverse, until the new epoch has begun. */
export const EPOCH_DUE = 'epoch-due'
