/** Settings of the store that synchronisation writes: values are text. */

/** `1` when every public row was made up. */
export const DEMONSTRATION = 'demonstration'

/** `genere_le` of the catalogue last taken in whole. */
export const CATALOGUE_DATE = 'catalogue-date'

/** `1` while a replacement that removes much, and was accepted, is under way: cut, it is ended without being accepted again. */
export const REPLACING = 'catalogue-replacing'

/** `1` from the moment invented rows give way to real ones, or the reverse, until the new epoch has begun. */
export const EPOCH_DUE = 'epoch-due'

/** `1` from the moment invented rows give way to real ones, or the reverse, until all of them have. */
export const TURNING = 'catalogue-turning'
/** '1' once no public row holds a contact kept for professionals, nor a listing that is not published (remask.ts). */
export const CONTACTS_APART = 'contacts-apart'
