import type { ServiceLine } from '#shared/contract/listing.ts'
import { fold } from '#shared/geo/fold.ts'

/** What the table of services shows, and in what order. */

export type LineFilter = {
  readonly words: string
  readonly statut: 'actifs' | 'tous' | ServiceLine['statut']
  readonly etat: '' | 'a-actualiser' | 'incomplets' | 'envoi' | 'copie' | 'modele'
  readonly dispo: '' | 'aucune' | NonNullable<ServiceLine['disponibilite']>['etat']
  /** Identifier of a model, or `aucun`. */
  readonly modele: string
}
export const NO_FILTER: LineFilter = { words: '', statut: 'actifs', etat: '', dispo: '', modele: '' }

export const COLUMNS = [
  'nom',
  'statut',
  'disponibilite',
  'fraicheur',
  'contact',
  'telephone',
  'courriel',
  'frequence',
  'vues',
] as const
export type ColumnId = (typeof COLUMNS)[number]
export type Sort = { readonly column: ColumnId; readonly direction: 'ascending' | 'descending' }
export const FIRST_SORT: Sort = { column: 'nom', direction: 'ascending' }

export const textOf = (line: Pick<ServiceLine, 'doc'>, champ: string): string => {
  const value = line.doc[champ]
  return typeof value === 'string' ? value : ''
}
export const nameOf = (line: Pick<ServiceLine, 'doc'>): string => textOf(line, 'nom') || 'Sans titre'

const SEARCHED = ['nom', 'dora.short_desc', 'dora.contact_name', 'telephone', 'courriel', 'commune', 'dora.recurrence'] as const

const ETATS: Readonly<Record<Exclude<LineFilter['etat'], ''>, (line: ServiceLine) => boolean>> = {
  'a-actualiser': (line) => line.a_actualiser,
  incomplets: (line) => line.manques.length > 0,
  envoi: (line) => line.envoi !== 'a-jour',
  copie: (line) => line.copie,
  modele: (line) => line.modele?.change === true,
}

/** Each word typed begins a word of the line. */
const says = (line: ServiceLine, words: readonly string[]): boolean => {
  if (words.length === 0) return true
  const parts = fold(SEARCHED.map((champ) => textOf(line, champ)).join(' ')).split(' ')
  return words.every((word) => parts.some((part) => part.startsWith(word)))
}

export const filterLines = (lines: readonly ServiceLine[], filter: LineFilter): readonly ServiceLine[] => {
  const words = fold(filter.words).split(' ').filter(Boolean)
  return lines.filter(
    (line) =>
      (filter.statut === 'tous' || (filter.statut === 'actifs' ? line.statut !== 'ARCHIVED' : line.statut === filter.statut)) &&
      (filter.etat === '' || ETATS[filter.etat](line)) &&
      (filter.dispo === '' || (line.disponibilite?.etat ?? 'aucune') === filter.dispo) &&
      (filter.modele === '' || (line.modele?.id ?? 'aucun') === filter.modele) &&
      says(line, words),
  )
}

const STATUS_ORDER: readonly ServiceLine['statut'][] = ['SUGGESTION', 'DRAFT', 'PUBLISHED', 'ARCHIVED']
const AVAILABILITY_ORDER = ['places', 'liste-attente', 'evaluation', 'complet'] as const
const FIELDS: Partial<Record<ColumnId, string>> = {
  contact: 'dora.contact_name',
  telephone: 'telephone',
  courriel: 'courriel',
  frequence: 'dora.recurrence',
}

const french = new Intl.Collator('fr', { numeric: true })

/** What a column is sorted by; null goes last in both directions. */
const keyOf = (line: ServiceLine, column: ColumnId): string | number | null => {
  switch (column) {
    case 'nom':
      return nameOf(line)
    case 'statut':
      return STATUS_ORDER.indexOf(line.statut)
    case 'disponibilite':
      return line.disponibilite === null ? null : AVAILABILITY_ORDER.indexOf(line.disponibilite.etat)
    case 'fraicheur':
      return line.sur_le
    case 'vues':
      return line.vues
    default:
      return textOf(line, FIELDS[column] ?? '') || null
  }
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : french.compare(String(a), String(b))

/** Ties keep the order of names, then that of identifiers: two readings of the same rows are the same table. */
export const sortLines = (lines: readonly ServiceLine[], { column, direction }: Sort): readonly ServiceLine[] => {
  const way = direction === 'ascending' ? 1 : -1
  const keyed = lines.map((line) => ({ line, key: keyOf(line, column), nom: nameOf(line) }))
  keyed.sort((a, b) => {
    if ((a.key === null) !== (b.key === null)) return a.key === null ? 1 : -1
    const order = a.key === null || b.key === null ? 0 : way * compare(a.key, b.key)
    return order || french.compare(a.nom, b.nom) || (a.line.id < b.line.id ? -1 : 1)
  })
  return keyed.map(({ line }) => line)
}
