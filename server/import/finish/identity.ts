import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import { asDay } from '../fields/date.ts'
import { asLine, asText, cut, htmlToMarkdown } from '../fields/text.ts'
import type { Finishing } from './context.ts'

const OLDEST = '2000-01-01'

/** Free slug of the producer: lower case, without accents or spaces. */
const asSource = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** `<source>--<id of the producer>` (data-inclusion.md §1.1); an id that already has this form is left alone. */
export const qualifiedId = (source: string, id: string): string => (id.includes('--') ? id : `${source}--${id}`)

export type Identity = { readonly source: string; readonly id: string; readonly nom: string; readonly date_maj: string }

/** What a record cannot do without; null once a refusal is noted. */
export const finishIdentity = (finishing: Finishing): Identity | null => {
  const { fields, notes, tolerant } = finishing
  const rawId = asLine(fields['id'])
  const rawSource = asLine(fields['source']) ?? (rawId?.includes('--') ? rawId.slice(0, rawId.indexOf('--')) : null)
  const source = rawSource === null ? null : asSource(rawSource) || (tolerant ? 'source-inconnue' : null)
  if (source === null) notes.refuse('source', 'Producteur (source) absent.')
  if (rawId === null) notes.refuse('id', 'Identifiant absent.')
  else if (rawId.length > 512) notes.refuse('id', 'Identifiant de plus de 512 caractères.')
  const nom = nameOf(finishing)
  const date_maj = dateOf(finishing)
  if (source === null || rawId === null || rawId.length > 512 || nom === null || date_maj === null) return null
  return { source, id: qualifiedId(source, rawId), nom, date_maj }
}

/** 3 to 150 characters; longer ones are cut, as data-inclusion.md §3.4. */
const nameOf = ({ fields, notes }: Finishing): string | null => {
  const raw = asLine(fields['nom'])
  const nom = raw === null ? null : htmlToMarkdown(raw).replace(/\s+/g, ' ').trim()
  if (nom === null || nom === '') {
    notes.refuse('nom', 'Nom absent.')
    return null
  }
  if ([...nom].length < 3) {
    notes.refuse('nom', 'Nom de moins de 3 caractères.')
    return null
  }
  if ([...nom].length > 150) notes.warn('nom', 'Nom de plus de 150 caractères : coupé.')
  if (nom.endsWith('.') && !/etc\.+$/i.test(nom)) notes.warn('nom', 'Nom terminé par un point.')
  return cut(nom, 150)
}

const dateOf = ({ fields, notes, tolerant, today }: Finishing): string | null => {
  const raw = fields['date_maj']
  const missing = raw === undefined || raw === null || asText(raw) === null
  const day = missing && !(raw instanceof Date) ? null : asDay(raw)
  const reason =
    day === null
      ? missing && !(raw instanceof Date)
        ? 'Date de mise à jour absente'
        : 'Date de mise à jour illisible'
      : day < OLDEST
        ? 'Date de mise à jour antérieure à 2000'
        : day > today
          ? 'Date de mise à jour dans le futur'
          : null
  if (reason === null) return day
  if (tolerant) {
    notes.warn('date_maj', `${reason} : fiche gardée, « date inconnue ».`, raw)
    return UNKNOWN_DATE
  }
  notes.refuse('date_maj', `${reason}.`, raw)
  return null
}

/** 5 to 10 000 characters of Markdown; `required` ones refuse the row when absent or too short. */
export const finishDescription = ({ fields, notes }: Finishing, required: boolean): string | null => {
  const raw = asText(fields['description'])
  const text = raw === null ? null : htmlToMarkdown(raw)
  if (text === null || [...text].length < 5) {
    if (required) notes.refuse('description', text === null ? 'Description absente.' : 'Description de moins de 5 caractères.')
    else if (text !== null) notes.warn('description', 'Description de moins de 5 caractères : champ vidé.')
    return null
  }
  if ([...text].length > 10_000) notes.warn('description', 'Description de plus de 10 000 caractères : coupée.')
  return cut(text, 10_000)
}
