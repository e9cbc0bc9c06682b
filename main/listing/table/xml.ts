import { TextDecoder } from 'node:util'
import { SaxesParser } from 'saxes'
import { DoraError } from '#shared/errors.ts'

export type Attributes = Readonly<Record<string, string>>
/** Names come without their prefix. */
export type XmlHandlers = {
  readonly open?: (name: string, attributes: Attributes) => void
  readonly text?: (text: string) => void
  readonly close?: (name: string) => void
}

/** A workbook nests about ten. */
const DEEPEST = 64

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

const decoderOf = (first: Buffer): TextDecoder => {
  const wide = first[0] === 0xff && first[1] === 0xfe ? 'utf-16le' : first[0] === 0xfe && first[1] === 0xff ? 'utf-16be' : null
  return new TextDecoder(wide ?? 'utf-8', { fatal: true })
}

/**
 * Reads one part of a workbook as it comes. A document type is refused before anything it declares could be used: no entity but the
 * five of XML is ever replaced. Throws `tableau-xml-refuse`, `tableau-abime`, and what the handlers throw.
 */
export const readXml = async (pieces: AsyncIterable<Buffer>, handlers: XmlHandlers): Promise<void> => {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false })
  let depth = 0
  parser.on('doctype', () => {
    throw new DoraError('tableau-xml-refuse')
  })
  parser.on('opentag', ({ name, attributes }) => {
    if (++depth > DEEPEST) throw new DoraError('tableau-abime', { raison: 'ses balises sont trop imbriquées' })
    handlers.open?.(local(name), attributes)
  })
  parser.on('closetag', ({ name }) => {
    depth--
    handlers.close?.(local(name))
  })
  parser.on('text', (text) => handlers.text?.(text))
  parser.on('cdata', (text) => handlers.text?.(text))
  let decoder: TextDecoder | null = null
  try {
    for await (const piece of pieces) {
      decoder ??= decoderOf(piece)
      parser.write(decoder.decode(piece, { stream: true }))
    }
    if (decoder !== null) parser.write(decoder.decode())
    parser.close()
  } catch (error) {
    if (error instanceof DoraError) throw error
    throw new DoraError('tableau-abime', { raison: 'une partie du classeur n’est pas du XML correct' }, error)
  }
}

/** `r:id` under whatever prefix the workbook gives to relationships. */
export const attribute = (attributes: Attributes, name: string): string | undefined =>
  attributes[name] ?? Object.entries(attributes).find(([key]) => local(key) === name)?.[1]
