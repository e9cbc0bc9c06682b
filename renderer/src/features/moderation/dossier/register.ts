import type { Etablissement } from '#shared/accounts/wire.ts'
import { fold } from '#shared/geo/fold.ts'
import type { Doc } from '#shared/sync/merge.ts'

/** What the register of establishments says of a structure, beside what its sheet says. */

export const REGISTER_FIELDS = ['siret', 'nom', 'adresse', 'code_postal', 'commune'] as const
export type RegisterField = (typeof REGISTER_FIELDS)[number]

export type RegisterLine = {
  readonly champ: RegisterField
  readonly fiche: string
  readonly registre: string
  readonly differe: boolean
}

const text = (value: Doc[string]): string => (typeof value === 'string' ? value : '')
/** « CEDEX », and the number of an arrondissement, are how the post writes a town. */
const townOf = (name: string): string =>
  fold(name)
    .replace(/\b(cedex|\d+|e|er|eme)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

const SHORT: ReadonlyMap<string, string> = new Map([
  ['av', 'avenue'],
  ['ave', 'avenue'],
  ['bd', 'boulevard'],
  ['bld', 'boulevard'],
  ['boul', 'boulevard'],
  ['pl', 'place'],
  ['r', 'rue'],
  ['rte', 'route'],
  ['chem', 'chemin'],
  ['che', 'chemin'],
  ['all', 'allee'],
  ['imp', 'impasse'],
  ['sq', 'square'],
  ['st', 'saint'],
  ['ste', 'sainte'],
])
const streetOf = (address: string): string =>
  fold(address)
    .split(' ')
    .map((word) => SHORT.get(word) ?? word)
    .join(' ')

const SAME_FORM: Readonly<Record<RegisterField, (value: string) => string>> = {
  siret: (value) => value.replace(/\s/g, ''),
  nom: fold,
  adresse: streetOf,
  code_postal: (value) => value.trim(),
  commune: townOf,
}

/** Case, accents and the usual short forms of streets are no difference. @param fiche the sheet, flat */
export const registerLines = (fiche: Doc, etablissement: Etablissement): readonly RegisterLine[] =>
  REGISTER_FIELDS.map((champ) => {
    const [own, theirs] = [text(fiche[champ]), etablissement[champ] ?? '']
    const same = SAME_FORM[champ]
    return { champ, fiche: own, registre: theirs, differe: same(own) !== same(theirs) }
  })
