import { fold } from '../../geo/fold.ts'
import type { ImportField, ImportKind } from './field.ts'
import { wrong } from './reading.ts'
import { SERVICE_FIELDS } from './service-fields.ts'
import { STRUCTURE_FIELDS } from './structure-fields.ts'

/** Far above what any field but a long text or a whole list holds. */
const LONGEST = 4_000

/** No text is read whose length alone refuses it: what reads it may then take its time. */
const bounded = (field: ImportField): ImportField => {
  const longest = field.longest ?? LONGEST
  return {
    ...field,
    lire: (texte) =>
      texte.length > longest
        ? wrong(`Ce texte fait ${texte.length} caractères\u202f: c’est trop pour ce champ. Raccourcissez-le.`)
        : field.lire(texte),
  }
}

const FIELDS: Readonly<Record<ImportKind, readonly ImportField[]>> = {
  service: SERVICE_FIELDS.map(bounded),
  structure: STRUCTURE_FIELDS.map(bounded),
}

/** What a table of this kind may bring, in the order of the editor. */
export const importFields = (kind: ImportKind): readonly ImportField[] => FIELDS[kind]

const byChamp = {
  service: new Map(FIELDS.service.map((field) => [field.champ, field])),
  structure: new Map(FIELDS.structure.map((field) => [field.champ, field])),
}
export const importField = (kind: ImportKind, champ: string): ImportField | null => byChamp[kind].get(champ) ?? null

/** Every name of a column that means the field, folded: its own, its label, the usual ones. */
export const namesOf = ({ champ, libelle, synonymes }: ImportField): readonly string[] => [
  ...new Set([champ, champ.replace(/^dora\./, ''), libelle, ...synonymes].map(fold)),
]
