import type { Json } from '#shared/rpc.ts'
import { importField } from '#shared/listing/import/fields.ts'
import type { ImportKind } from '#shared/listing/import/field.ts'
import { DEPARTEMENTS } from '#shared/geo/divisions.ts'
import { frenchDay } from '#shared/listing/days.ts'
import { listOf } from '#shared/listing/lists.ts'
import { sameValue } from '#shared/listing/model.ts'
import { labelOf } from '#shared/reference/labels.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { nationalPhone } from '#shared/text/phone.ts'

const departements = new Map(DEPARTEMENTS.map(({ code, nom }) => [code, nom]))

const formsText = (value: readonly Json[]): string =>
  value
    .map((one) => {
      const { nom, url } = one as { readonly nom?: unknown; readonly url?: unknown }
      return typeof url === 'string' ? `${String(nom ?? '')} (${url})`.trim() : String(nom ?? '')
    })
    .join('\n')

/** Ways to write a value, the most readable first; the last is written when none reads back as it was. */
const waysOf = (champ: string, value: Json): readonly string[] => {
  if (typeof value === 'boolean') return [value ? 'Oui' : 'Non']
  if (typeof value === 'number') return [String(value).replace('.', ',')]
  if (typeof value === 'string') {
    const list = listOf(champ)
    if (list !== undefined) return [labelOf(list, value), value]
    if (champ === 'dora.suspension_date') return [frenchDay(value), value]
    return champ === 'telephone' ? [nationalPhone(value), value] : [value]
  }
  if (!Array.isArray(value)) return ['']
  const all = value as readonly Json[]
  if (!all.every((one) => typeof one === 'string')) return [formsText(all)]
  const each = all as readonly string[]
  const list = listOf(champ)
  if (list !== undefined) return [each.map((one) => labelOf(list, one)).join('; '), each.join('; ')]
  if (champ === 'zone_eligibilite') {
    const names = each.map((code) => (code === 'france' ? 'France entière' : (departements.get(code) ?? code)))
    return [names.join('; '), each.join('; ')]
  }
  return [each.join('; '), each.join('\n')]
}

/**
 * The text of a field of a flat record in a table, as the reader of that column gives the value back (shared/listing/import). What no
 * text gives back is written as it best can be: read over the same record, a cell that says what is there changes nothing.
 */
export const cellText = (kind: ImportKind, champ: string, doc: Doc): string => {
  const value = doc[champ]
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) return ''
  const ways = waysOf(champ, value)
  const field = importField(kind, champ)
  if (ways.length === 1 || field === null) return ways[0] ?? ''
  const back = ways.find((text) => {
    const { valeur, notes } = field.lire(text)
    return notes.length === 0 && sameValue(valeur, value)
  })
  return back ?? ways.at(-1) ?? ''
}

/** Two cells that a spreadsheet would show as the same: it may have changed ends of lines, or trimmed. */
export const sameCell = (a: string, b: string): boolean => {
  const plain = (text: string): string => text.replace(/\r\n?/g, '\n').trim()
  return plain(a) === plain(b)
}
