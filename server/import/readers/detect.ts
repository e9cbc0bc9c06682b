/** How the rows of a file are laid out, found by its first bytes. */
export type Layout =
  | { readonly format: 'parquet' | 'csv' | 'lines' }
  /** JSON whose rows are objects at this depth: 0 one after the other, 1 in one array, 2 in arrays named by keys. */
  | { readonly format: 'json'; readonly depth: 0 | 1 | 2 }
  | { readonly format: 'unknown'; readonly raison: string }

/** Enough to hold the first row of any real file. */
export const HEAD_BYTES = 256 * 1024

const startsWith = (head: Buffer, text: string): boolean => head.subarray(0, text.length).toString('latin1') === text

export const layoutOf = (head: Buffer): Layout => {
  if (head.length === 0) return { format: 'unknown', raison: 'le fichier est vide' }
  if (startsWith(head, 'PAR1')) return { format: 'parquet' }
  if (startsWith(head, 'PK\u0003\u0004')) return { format: 'unknown', raison: 'c’est un classeur XLSX ou une archive ZIP' }
  if (startsWith(head, '%PDF')) return { format: 'unknown', raison: 'c’est un PDF' }
  if (startsWith(head, 'SQLite format 3')) return { format: 'unknown', raison: 'c’est une base SQLite' }
  if (head[0] === 0xff || head[0] === 0xfe) return { format: 'unknown', raison: 'le texte est en UTF-16' }
  const text = head.toString('utf8').replace(/^\ufeff/, '')
  const start = text.trimStart()
  if (start === '') return { format: 'unknown', raison: 'le fichier est vide' }
  if (head.includes(0)) return { format: 'unknown', raison: 'ce n’est pas du texte' }
  if (start.startsWith('[')) return { format: 'json', depth: 1 }
  if (start.startsWith('{')) return objectLayout(start)
  if (start.startsWith('<')) return { format: 'unknown', raison: 'c’est une page web ou du XML' }
  const firstLine = start.slice(0, start.search(/[\r\n]|$/))
  return /[;,\t|]/.test(firstLine) ? { format: 'csv' } : { format: 'unknown', raison: 'aucune colonne reconnue' }
}

/** One row a line, rows one after the other, or a wrapper (`{ "services": [{…}] }`, a FeatureCollection, a page of an API). */
const objectLayout = (text: string): Layout => {
  const newline = text.indexOf('\n')
  const line = (newline < 0 ? text : text.slice(0, newline)).trim()
  try {
    const first: unknown = JSON.parse(line)
    if (typeof first === 'object' && first !== null && !isWrapper(first as Readonly<Record<string, unknown>>))
      return { format: 'lines' }
    return { format: 'json', depth: 2 }
  } catch {
    // The first object goes on over several lines, or over more than the head.
  }
  const key = /"(features|structures|services|items|data|results|records|lieux)"\s*:\s*\[\s*(\{|\])/.exec(text)
  const ownId = /"(id|nom|structure_id)"\s*:/.exec(text)
  if (key !== null && (ownId === null || key.index < ownId.index)) return { format: 'json', depth: 2 }
  // A line that opens and closes an object, damaged inside, is still one row a line.
  return /\}\s*$/.test(line) && newline >= 0 ? { format: 'lines' } : { format: 'json', depth: 0 }
}

const isWrapper = (object: Readonly<Record<string, unknown>>): boolean =>
  !Object.hasOwn(object, 'nom') &&
  object['type'] !== 'Feature' &&
  Object.values(object).some(
    (value) => Array.isArray(value) && (value.length === 0 || (typeof value[0] === 'object' && value[0] !== null)),
  )
