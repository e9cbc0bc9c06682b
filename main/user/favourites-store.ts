import type { AccountFavourites } from './account-favourites.ts'
import type { AccountsStore } from './accounts-store.ts'
import type { DeskFavourites } from './desk-favourites.ts'
import type { FavouriteKey } from './favourite-doc.ts'

export type KeptFavourite = FavouriteKey & {
  readonly nom: string
  readonly note: string
  readonly listes: string[]
  readonly cree_le: string
  readonly lisible: boolean
}
export type FavouriteChange = FavouriteKey & {
  readonly note?: string | undefined
  readonly listes?: readonly string[] | undefined
}

export type FavouritesStore = ReturnType<typeof createFavouritesStore>

/** The favourites on the screens: of the person signed in, else of this desk. `update` fails with `favori-introuvable`. */
export const createFavouritesStore = (accounts: AccountsStore, desk: DeskFavourites, mine: AccountFavourites) => {
  const to = <T>(ofDesk: () => T, ofAccount: (userId: string) => T): T => {
    const userId = accounts.currentId()
    return userId === null ? ofDesk() : ofAccount(userId)
  }
  return {
    list: (): KeptFavourite[] => to(desk.list, mine.list),
    ids: (): FavouriteKey[] => to(desk.ids, mine.ids),
    add: (input: FavouriteKey & { readonly nom: string }): void =>
      to(
        () => desk.add(input),
        (userId) => mine.add(userId, input),
      ),
    remove: (input: FavouriteKey): void =>
      to(
        () => desk.remove(input),
        (userId) => mine.remove(userId, input),
      ),
    update: (input: FavouriteChange): void =>
      to(
        () => desk.update(input),
        (userId) => mine.update(userId, input),
      ),
    renameList: (input: { readonly de: string; readonly vers: string }): void =>
      to(
        () => desk.renameList(input),
        (userId) => mine.renameList(userId, input),
      ),
    removeList: (input: { readonly nom: string }): void =>
      to(
        () => desk.removeList(input),
        (userId) => mine.removeList(userId, input),
      ),
  }
}
