import { listingValue } from '../../../lib/listing-value.ts'
import type { Json } from '#shared/rpc.ts'

/** How a field has changed: a list by what came and went, anything else as a text that becomes another. */
export type Change =
  | { readonly kind: 'list'; readonly added: readonly string[]; readonly removed: readonly string[]; readonly kept: number }
  | { readonly kind: 'text'; readonly from: string; readonly to: string }

type NameOf = (code: string) => string | null

const itemsOf = (champ: string, value: Json, nameOf: NameOf): readonly string[] | null =>
  value === null ? [] : Array.isArray(value) ? value.map((one: Json) => listingValue(champ, one, nameOf)) : null

/** @param nameOf names of the codes of a perimeter, where they are known */
export const changeOf = (champ: string, avant: Json, apres: Json, nameOf: NameOf = () => null): Change => {
  if (Array.isArray(avant) || Array.isArray(apres)) {
    const [before, after] = [itemsOf(champ, avant, nameOf), itemsOf(champ, apres, nameOf)]
    if (before !== null && after !== null) {
      const added = after.filter((one) => !before.includes(one))
      return {
        kind: 'list',
        added,
        removed: before.filter((one) => !after.includes(one)),
        kept: after.length - added.length,
      }
    }
  }
  return { kind: 'text', from: listingValue(champ, avant, nameOf), to: listingValue(champ, apres, nameOf) }
}
