import { DoraError } from '#shared/errors.ts'
import { formatOf, type NumberFormat } from './number-format.ts'
import { attribute, readXml } from './xml.ts'
import type { Zip } from './zip.ts'

export type Workbook = {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean; readonly part: string }[]
  readonly since1904: boolean
  readonly strings: string | null
  readonly styles: string | null
}

type Relation = { readonly type: string; readonly part: string }

/** Where a relation leads, from the part that has it. */
const resolved = (from: string, target: string): string => {
  const steps = target.startsWith('/') ? [] : from.split('/').slice(0, -1)
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  }
  return steps.join('/')
}

/** Relations of a part inside the archive, by identifier; those that lead outside are never followed. */
const relationsOf = async (zip: Zip, part: string): Promise<ReadonlyMap<string, Relation>> => {
  const slash = part.lastIndexOf('/') + 1
  const name = zip.find(`${part.slice(0, slash)}_rels/${part.slice(slash)}.rels`)
  const found = new Map<string, Relation>()
  if (name === null) return found
  await readXml(zip.read(name), {
    open: (tag, attributes) => {
      const { Id: id, Type: type = '', Target: target, TargetMode: mode } = attributes
      if (tag !== 'Relationship' || id === undefined || target === undefined || mode === 'External') return
      found.set(id, { type: type.slice(type.lastIndexOf('/') + 1), part: resolved(part, target) })
    },
  })
  return found
}

/** What the archive is when it is no workbook. */
const whatElse = (zip: Zip): string => {
  if (zip.find('xl/workbook.bin') !== null) return 'c’est un classeur binaire XLSB'
  if (zip.find('content.xml') !== null) return 'c’est un document OpenDocument'
  return zip.find('word/document.xml') === null ? 'c’est une archive ZIP' : 'c’est un document Word'
}

export const readWorkbook = async (zip: Zip): Promise<Workbook> => {
  const roots = [...(await relationsOf(zip, '')).values()]
  const part = zip.find(roots.find(({ type }) => type === 'officeDocument')?.part ?? 'xl/workbook.xml')
  if (part === null || !part.toLowerCase().endsWith('.xml') || part.startsWith('word/')) {
    throw new DoraError('tableau-format-inconnu', { raison: whatElse(zip) })
  }
  const relations = await relationsOf(zip, part)
  const sheets: Workbook['sheets'][number][] = []
  let since1904 = false
  await readXml(zip.read(part), {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '')
      if (tag !== 'sheet') return
      const relation = relations.get(attribute(attributes, 'id') ?? '')
      const { name = '', state = 'visible' } = attributes
      if (relation?.type === 'worksheet') sheets.push({ name, hidden: state !== 'visible', part: relation.part })
    },
  })
  if (sheets.length === 0) throw new DoraError('tableau-vide')
  const partOf = (type: string): string | null =>
    zip.find([...relations.values()].find((relation) => relation.type === type)?.part ?? '')
  return { sheets, since1904, strings: partOf('sharedStrings'), styles: partOf('styles') }
}

/** Formats of numbers, by style of cell. */
export const readFormats = async (zip: Zip, part: string | null): Promise<readonly NumberFormat[]> => {
  const codes = new Map<number, string>()
  const styles: number[] = []
  let inCells = false
  if (part !== null) {
    await readXml(zip.read(part), {
      open: (tag, { numFmtId: id, formatCode: code }) => {
        if (tag === 'numFmt' && id !== undefined && code !== undefined) codes.set(Number(id), code)
        else if (tag === 'cellXfs') inCells = true
        else if (tag === 'xf' && inCells) styles.push(Number(id ?? 0))
      },
      close: (tag) => {
        if (tag === 'cellXfs') inCells = false
      },
    })
  }
  return styles.map((id) => formatOf(id, codes.get(id)))
}
