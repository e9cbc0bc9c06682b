import type { AccountRow } from '#shared/accounts/wire.ts'
import { fold } from '#shared/geo/fold.ts'

export type Kind = 'tous' | 'administrateur' | 'gestionnaire' | 'professionnel' | 'inactif'

export type AccountFilter = {
  readonly words: string
  readonly kind: Kind
  /** Of a gestionnaire; empty for any. */
  readonly departement: string
}

export const NO_FILTER: AccountFilter = { words: '', kind: 'tous', departement: '' }

const isOfKind = ({ role, gestionnaire, actif }: AccountRow, kind: Kind): boolean => {
  if (kind === 'tous') return true
  if (kind === 'inactif') return !actif
  if (kind === 'gestionnaire') return gestionnaire
  return role === kind && (kind === 'administrateur' || !gestionnaire)
}

/** Each account with what it is found by, written once. */
export const indexOf = (rows: readonly AccountRow[]): readonly { readonly row: AccountRow; readonly text: string }[] =>
  rows.map((row) => ({
    row,
    text: ` ${fold([row.prenom, row.nom, row.courriel, ...row.structures].join(' '))}`,
  }))

/** Accounts that have, for each word typed, a word that begins like it; and are of that kind, in that département. */
export const filterAccounts = (
  index: ReturnType<typeof indexOf>,
  { words, kind, departement }: AccountFilter,
): readonly AccountRow[] => {
  const wanted = fold(words)
    .split(' ')
    .filter(Boolean)
    .map((word) => ` ${word}`)
  return index
    .filter(
      ({ row, text }) =>
        isOfKind(row, kind) &&
        (departement === '' || (row.gestionnaire && row.departements.includes(departement))) &&
        wanted.every((word) => text.includes(word)),
    )
    .map(({ row }) => row)
}

/** Départements of the gestionnaires, each once, in order. */
export const departementsOf = (rows: readonly AccountRow[]): readonly string[] =>
  [...new Set(rows.flatMap(({ gestionnaire, departements }) => (gestionnaire ? departements : [])))].sort()
