import { getDocumentProxy } from 'unpdf'

/** A document as an independent reader (PDF.js) takes it. */

type Node = { readonly role?: string; readonly alt?: string; readonly lang?: string; readonly children?: readonly Node[] }
export type ReadPdf = {
  readonly pages: number
  /** Of each page, in the order it is drawn. */
  readonly textes: readonly string[]
  readonly titre: string
  readonly langue: string | null
  readonly balise: boolean
  /** Roles of the structure, page after page, from the top. */
  readonly roles: readonly string[]
  /** What figures show, in words. */
  readonly alts: readonly string[]
  readonly liens: readonly string[]
  /** Languages that parts are said to be in. */
  readonly langues: readonly string[]
}

const walk = (node: Node, visit: (node: Node) => void): void => {
  visit(node)
  for (const child of node.children ?? []) walk(child, visit)
}

export const readPdf = async (bytes: Uint8Array): Promise<ReadPdf> => {
  const doc = await getDocumentProxy(new Uint8Array(bytes))
  const textes: string[] = []
  const roles: string[] = []
  const alts: string[] = []
  const liens: string[] = []
  const langues = new Set<string>()
  for (let n = 1; n <= doc.numPages; n++) {
    const page = await doc.getPage(n)
    const { items } = await page.getTextContent()
    textes.push(items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join(''))
    for (const one of (await page.getAnnotations()) as { readonly url?: string }[]) if (one.url !== undefined) liens.push(one.url)
    const tree = (await page.getStructTree()) as Node | null
    if (tree !== null)
      walk(tree, ({ role, alt, lang }) => {
        if (lang !== undefined) langues.add(lang)
        if (role !== undefined) roles.push(role)
        if (role === 'Figure' && alt !== undefined) alts.push(alt)
      })
  }
  const { info } = (await doc.getMetadata()) as unknown as {
    readonly info: { readonly Title?: string; readonly Language?: string }
  }
  const mark = (await doc.getMarkInfo()) as { readonly Marked?: boolean } | null
  return {
    pages: doc.numPages,
    textes,
    titre: info.Title ?? '',
    langue: info.Language ?? null,
    balise: mark?.Marked === true,
    roles,
    alts,
    liens,
    langues: [...langues],
  }
}
