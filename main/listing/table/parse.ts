import { DoraError } from '#shared/errors.ts'
import type { Table } from '#shared/listing/import/table.ts'
import { readCsv } from './csv.ts'
import type { TableLimits } from './limits.ts'
import { readXlsx } from './xlsx.ts'

/** `entete`: the row that names the columns, when it is not the first that holds something. */
export type TableOptions = { readonly feuille?: string; readonly entete?: number }

const startsWith = (bytes: Buffer, ...first: readonly number[]): boolean => first.every((byte, index) => bytes[index] === byte)
const isZip = (bytes: Buffer): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06)
/** Compound file: a workbook of before 2007, or a new one inside its cipher. */
const isOle = (bytes: Buffer): boolean => startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)

const OTHERS: readonly (readonly [bytes: readonly number[], raison: string])[] = [
  [[0x25, 0x50, 0x44, 0x46], 'c’est un PDF'],
  [[0x89, 0x50, 0x4e, 0x47], 'c’est une image'],
  [[0xff, 0xd8, 0xff], 'c’est une image'],
  [[0x1f, 0x8b], 'c’est une archive compressée'],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], 'c’est un document RTF'],
]

const EXTENSIONS = /\.(csv|tsv|txt|xlsx|xlsm)$/i

/**
 * A table from the bytes of a file; what it is comes from its content, for names lie. Runs in a thread of its own (read.ts).
 * Throws the `tableau-…` errors.
 */
export const parseTable = async (bytes: Buffer, nom: string, limits: TableLimits, options: TableOptions = {}): Promise<Table> => {
  if (bytes.length > limits.octets) {
    throw new DoraError('tableau-trop-lourd', { limite: `${Math.floor(limits.octets / 1024 / 1024)}\u00a0Mo` })
  }
  if (bytes.length === 0) throw new DoraError('tableau-vide')
  if (isOle(bytes)) {
    throw new DoraError(bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'tableau-chiffre' : 'tableau-ancien-xls')
  }
  if (isZip(bytes)) return readXlsx(bytes, limits, options.feuille, options.entete)
  const other = OTHERS.find(([first]) => startsWith(bytes, ...first))
  if (other !== undefined) throw new DoraError('tableau-format-inconnu', { raison: other[1] })
  if (!EXTENSIONS.test(nom)) {
    throw new DoraError('tableau-format-inconnu', { raison: 'son nom ne finit ni par .csv, .tsv ou .txt, ni par .xlsx' })
  }
  return readCsv(bytes, limits, options.entete)
}
