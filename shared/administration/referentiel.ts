import { z } from 'zod'
import { FUNDING_LABELS } from '../reference/dora.ts'
import type { Entry } from '../reference/entry.ts'
import { ACCESS_CONDITIONS, CREDENTIALS, REQUIREMENTS } from '../reference/suggested-choices.ts'
import { fold, slug } from '../geo/fold.ts'

/**
 * Lists that the team keeps for everyone (dora-backend.md §1.4 « Customizable choices », A.6): what is delivered with the product, and
 * what rows say over it. A listing holds values: none is ever taken from it, whatever becomes of the entry.
 */

/** Kind of the public rows; `<famille>/<valeur>`. */
export const REFERENTIEL = 'referentiel'

export const FAMILLES = ['financeurs', 'conditions', 'prerequis', 'justificatifs'] as const
export const Famille = z.enum(FAMILLES)
export type Famille = z.infer<typeof Famille>

/** Field of a service that holds the values of a family. */
export const CHAMP_DE_FAMILLE = {
  financeurs: 'funding_labels',
  conditions: 'access_conditions',
  prerequis: 'requirements',
  justificatifs: 'credentials',
} as const satisfies Readonly<Record<Famille, string>>

/** §4.7. */
const LONGEST = 140
/** A name is an identifier too: neither a control character nor half a character, which a store would refuse or change. */
const Libelle = z
  .string()
  .trim()
  .min(1)
  .max(LONGEST)
  .refine((text) => text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text))

/** Document of a row. `valeur` is what listings hold: for funders a name of its own, for the others the text itself. */
export const EntreeGardee = z.object({
  famille: Famille,
  valeur: z.string().min(1).max(200),
  libelle: z.string().min(1).max(200),
  retire: z.boolean().default(false),
  /** Texts that it had before: listings may hold them still. */
  anciens: z.array(z.string().max(200)).max(50).default([]),
})
export type EntreeGardee = z.infer<typeof EntreeGardee>

export const EntreeReferentiel = EntreeGardee.extend({ livree: z.boolean() })
export type EntreeReferentiel = z.infer<typeof EntreeReferentiel>

export const EntreeComptee = EntreeReferentiel.extend({
  /** Services that hold it, under its name of now or of before. */
  usages: z.int().min(0),
})
export type EntreeComptee = z.infer<typeof EntreeComptee>

export const GesteReferentiel = z.discriminatedUnion('geste', [
  z.strictObject({ geste: z.literal('ajouter'), famille: Famille, libelle: Libelle }),
  z.strictObject({ geste: z.literal('renommer'), famille: Famille, valeur: z.string().min(1).max(200), libelle: Libelle }),
  z.strictObject({ geste: z.literal('retirer'), famille: Famille, valeur: z.string().min(1).max(200) }),
  z.strictObject({ geste: z.literal('remettre'), famille: Famille, valeur: z.string().min(1).max(200) }),
])
export type GesteReferentiel = z.infer<typeof GesteReferentiel>

const asEntries = (texts: readonly string[]): readonly Entry[] => texts.map((text) => ({ value: text, label: text }))

const DELIVERED: Readonly<Record<Famille, readonly Entry[]>> = {
  financeurs: FUNDING_LABELS,
  conditions: asEntries(ACCESS_CONDITIONS),
  prerequis: asEntries(REQUIREMENTS),
  justificatifs: asEntries(CREDENTIALS),
}

export const keyOfEntry = ({ famille, valeur }: Pick<EntreeGardee, 'famille' | 'valeur'>): string => `${famille}/${valeur}`

/** A family as it is now, withdrawn entries included: those delivered in their order, then those of the team by name. */
export const entriesOfFamily = (famille: Famille, rows: readonly EntreeGardee[]): EntreeReferentiel[] => {
  const said = new Map(rows.filter((row) => row.famille === famille).map((row) => [row.valeur, row]))
  const delivered = DELIVERED[famille].map(({ value, label }): EntreeReferentiel => {
    const row = said.get(value)
    said.delete(value)
    return { ...(row ?? { famille, valeur: value, libelle: label, retire: false, anciens: [] }), livree: true }
  })
  const added = [...said.values()].map((row): EntreeReferentiel => ({ ...row, livree: false }))
  return [...delivered, ...added.sort((a, b) => a.libelle.localeCompare(b.libelle, 'fr'))]
}

/** What an editor proposes. */
export const proposed = (famille: Famille, rows: readonly EntreeGardee[]): Entry[] =>
  entriesOfFamily(famille, rows)
    .filter(({ retire }) => !retire)
    .map(({ valeur, libelle }) => ({ value: famille === 'financeurs' ? valeur : libelle, label: libelle }))

/** Texts by which listings hold an entry. */
export const heldAs = ({ famille, valeur, libelle, anciens }: EntreeGardee): readonly string[] =>
  famille === 'financeurs' ? [valeur] : [...new Set([valeur, libelle, ...anciens])]

const same = (a: string, b: string): boolean => fold(a) === fold(b)

/** The entry that says the same, whatever its accents and capitals; null when there is none. */
export const sayingTheSame = (
  libelle: string,
  entries: readonly EntreeReferentiel[],
  but: string | null = null,
): EntreeReferentiel | null =>
  entries.find((one) => one.valeur !== but && (same(one.libelle, libelle) || heldAs(one).some((text) => same(text, libelle)))) ??
  null

/** Name that listings will hold of a new entry. Funders: as those delivered, `cd-drome`. */
export const valueOfNew = (famille: Famille, libelle: string, entries: readonly EntreeReferentiel[]): string => {
  if (famille !== 'financeurs') return libelle
  const first = slug(libelle).slice(0, 80) || 'financeur'
  const taken = new Set(entries.map(({ valeur }) => valeur))
  for (let n = 1; ; n++) {
    const name = n === 1 ? first : `${first}-${n}`
    if (!taken.has(name)) return name
  }
}
