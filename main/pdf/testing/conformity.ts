import { inflateSync } from 'node:zlib'
import { getDocumentProxy } from 'unpdf'

/**
 * What PDF/UA-1 (ISO 14289-1) asks and a program can see, read in the bytes of a document that pdfkit wrote. No validator could be had on
 * these machines (veraPDF is neither on npm nor in Debian): this checks what matters, and is no certificate.
 */

type Node = { readonly role?: string; readonly alt?: string; readonly lang?: string; readonly children?: readonly Node[] }

/** Objects of the file, by their number; streams are inflated. */
const objectsOf = (pdf: Buffer): ReadonlyMap<number, { readonly head: string; readonly body: string }> => {
  const text = pdf.toString('latin1')
  const all = new Map<number, { head: string; body: string }>()
  for (const found of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, number = '', whole = ''] = found
    const at = whole.indexOf('stream\n')
    const head = at === -1 ? whole : whole.slice(0, at)
    let body = at === -1 ? '' : whole.slice(at + 7, whole.lastIndexOf('\nendstream'))
    if (head.includes('/FlateDecode')) {
      try {
        body = inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
      } catch {
        body = ''
      }
    }
    all.set(Number(number), { head, body })
  }
  return all
}

/** Drawing or writing outside any marked content: neither tagged nor told to be decoration. */
const isUntagged = (content: string): boolean => {
  let depth = 0
  for (const line of content.split('\n')) {
    const operator = line.trim().split(/\s+/).at(-1)
    if (operator === 'BDC' || operator === 'BMC') depth++
    else if (operator === 'EMC') depth--
    else if (depth === 0 && ['TJ', 'Tj', 'f', 'f*', 'S', 'B', 'B*', 'Do', 'sh'].includes(operator ?? '')) return true
  }
  return depth !== 0
}

/** What a document breaks; empty when nothing was found. */
export const conformityProblems = async (pdf: Buffer): Promise<readonly string[]> => {
  const problems: string[] = []
  const objects = [...objectsOf(pdf).values()]
  const heads = objects.map(({ head }) => head)
  const catalogue = heads.find((head) => /\/Type \/Catalog\b/.test(head)) ?? ''
  const need = (ok: boolean, problem: string): void => void (ok || problems.push(problem))
  need(/\/StructTreeRoot \d+ 0 R/.test(catalogue), 'no structure tree')
  need(catalogue.includes('/MarkInfo') && heads.some((head) => head.includes('/Marked true')), 'not marked')
  need(/\/Lang \(/.test(catalogue), 'no language')
  need(/\/DisplayDocTitle true/.test(pdf.toString('latin1')), 'title not displayed')
  need(
    objects.some(({ head, body }) => head.includes('/Metadata') && body.includes('pdfuaid:part')),
    'not said to be PDF/UA',
  )
  for (const head of heads.filter((one) => /\/Type \/Font\b/.test(one) && /\/Subtype \/Type0/.test(one)))
    need(head.includes('/ToUnicode'), 'a font without ToUnicode')
  for (const head of heads.filter((one) => /\/Type \/FontDescriptor\b/.test(one)))
    need(/\/FontFile[23]?\b/.test(head), 'a font that is not embedded')
  for (const head of heads.filter((one) => /\/Type \/Page\b/.test(one))) need(head.includes('/Tabs /S'), 'no tab order')
  const doc = await getDocumentProxy(new Uint8Array(pdf))
  let level = 0
  const visit = (node: Node): void => {
    if (node.role === 'Figure') need((node.alt ?? '') !== '', 'a figure without words')
    const heading = /^H([1-6])$/.exec(node.role ?? '')
    if (heading !== null) {
      need(Number(heading[1]) <= level + 1, `heading ${node.role ?? ''} after H${level}`)
      level = Number(heading[1])
    }
    for (const child of node.children ?? []) visit(child)
  }
  for (let n = 1; n <= doc.numPages; n++) {
    const tree = (await (await doc.getPage(n)).getStructTree()) as Node | null
    need(tree !== null, `page ${n} has no structure`)
    if (tree !== null) visit(tree)
  }
  for (const { head, body } of objects) {
    const isContent = body.includes(' BDC') || /(?:^|\n)\/F\d+ [\d.]+ Tf/.test(body)
    if (isContent && !head.includes('/Type')) need(!isUntagged(body), 'content that is neither tagged nor decoration')
  }
  return [...new Set(problems)]
}
