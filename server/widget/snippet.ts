/** What a site pastes: the script, and the element with its settings. Pure text. */

/** Of `<dora-services>` (browser/settings.ts), in the order in which they are written. */
export type SnippetSettings = {
  readonly departement?: string
  readonly region?: string
  readonly commune?: string
  readonly structure?: string
  readonly thematique?: string
  readonly public?: string
  readonly mode?: string
  readonly q?: string
  readonly titre?: string
  readonly theme?: string
  readonly carte?: string
  readonly recherche?: string
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** A value between double quotes: nothing in it can end them, nor begin a tag; on one line. */
export const attributeValue = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .replace(/[&<>"']/g, (character) => ENTITIES[character] as string)

export const SCRIPT_PATH = '/widget/v1/dora.js'

/** @param origin of this server, without a final « / » */
export const snippet = (origin: string, settings: SnippetSettings): string => {
  const attributes = Object.entries(settings).flatMap(([name, value]) =>
    value === '' ? [] : [` ${name}="${attributeValue(value)}"`],
  )
  return `<script type="module" src="${attributeValue(origin)}${SCRIPT_PATH}"></script>\n<dora-services${attributes.join('')}></dora-services>`
}

const WORD_MAX = 200

/**
 * A bookmark that searches the word selected in any page. Whatever is selected is a value: cut, without what no address can hold,
 * and encoded.
 * @param origin of this server, without a final « / »
 */
export const bookmarklet = (origin: string): string =>
  `javascript:(()=>{const q=[...String(getSelection()||'').trim()].slice(0,${WORD_MAX}).join('').replace(/\\p{Cs}/gu,'');open(${JSON.stringify(`${origin}/recherche?q=`)}+encodeURIComponent(q),'_blank','noopener')})()`
