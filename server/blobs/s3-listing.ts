import { SaxesParser } from 'saxes'
import { BlobsUnreachable } from './blobs.ts'

/** What a bucket answers when it is asked what it holds (ListObjects: its pages follow by name, which every service knows). */

export type Listing = {
  readonly objects: readonly { readonly key: string; readonly at: number }[]
  /** Name after which the next page begins; null at the end. */
  readonly next: string | null
}

/** Throws BlobsUnreachable for what is no such answer, or is only half of one. */
export const readListing = (xml: string): Listing => {
  const objects: { key: string; at: number }[] = []
  const path: string[] = []
  let root = ''
  let text = ''
  let key = ''
  let at = Number.NaN
  let truncated = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    root ||= name
    path.push(name)
    text = ''
    if (path.length === 2 && name === 'Contents') [key, at] = ['', Number.NaN]
  })
  parser.on('text', (more) => {
    text += more
  })
  parser.on('closetag', () => {
    const where = path.join('/')
    path.pop()
    if (where === 'ListBucketResult/Contents/Key') key = text
    else if (where === 'ListBucketResult/Contents/LastModified') at = Date.parse(text)
    else if (where === 'ListBucketResult/IsTruncated') truncated = text === 'true'
    else if (where === 'ListBucketResult/Contents') {
      if (key === '' || Number.isNaN(at)) throw new Error('an object without a name or an instant')
      objects.push({ key, at })
    }
    text = ''
  })
  try {
    parser.write(xml).close()
    if (root !== 'ListBucketResult') throw new Error('no listing')
    if (truncated && objects.length === 0) throw new Error('a page without the way to the next')
  } catch (error) {
    throw new BlobsUnreachable('UnreadableListing', error)
  }
  return { objects, next: truncated ? (objects.at(-1)?.key ?? null) : null }
}
