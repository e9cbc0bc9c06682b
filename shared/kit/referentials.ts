import { entriesOf, type ListName } from '../reference/labels.ts'
import type { Json } from '../rpc.ts'
import { canonicalJson } from '../sync/canonical.ts'
import type { Referentiel } from './kit.ts'

/** Lists that sheets and searches are written with. */
const TOLD = [
  'thematiques',
  'publics',
  'types',
  'frais',
  'modes_accueil',
  'modes_mobilisation',
  'reseaux_porteurs',
  'typology',
  'national_labels',
  'funding_labels',
] as const satisfies readonly ListName[]

const DIGITS = 16

/** Each list with what tells it from another of the same name: values and labels, in order. @param sha256 hexadecimal */
export const referentielsOf = (sha256: (text: string) => string): Referentiel[] =>
  TOLD.map((nom) => {
    const rows = entriesOf(nom).map(({ value, label }) => [value, label])
    return { nom, valeurs: rows.length, empreinte: sha256(canonicalJson(rows as Json)).slice(0, DIGITS) }
  })

/** Names of those that are here and are not the same; one that only the other has is of another version too. */
export const differing = (here: readonly Referentiel[], there: readonly Referentiel[]): string[] =>
  there.filter((one) => here.find(({ nom }) => nom === one.nom)?.empreinte !== one.empreinte).map(({ nom }) => nom)
