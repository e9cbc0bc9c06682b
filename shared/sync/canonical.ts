import type { Json } from '../rpc.ts'

/** Checksums of sync.md §2.6: both sides compute the same number for the same row, whatever the order of its keys. */

type JsonObject = { readonly [key: string]: Json | undefined }

const canonical = (value: Json | undefined): Json | undefined => {
  if (Array.isArray(value)) return value.map((one: Json) => canonical(one) ?? null)
  if (value === null || typeof value !== 'object') return value
  const object = value as JsonObject
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((key) => [key, canonical(object[key])]),
  )
}

/** JSON with its keys sorted at every level, absent and `undefined` alike left out. */
export const canonicalJson = (doc: Json): string => JSON.stringify(canonical(doc))

/** Twelve hexadecimal digits: what fits exactly in a JavaScript number. */
const DIGITS = 12
const MODULUS = 2 ** 48

/** @param sha256 hexadecimal SHA-256 of a text in UTF-8. @param doc canonical JSON. */
export const rowHash = (sha256: (text: string) => string, kind: string, id: string, ver: number, doc: string): number =>
  Number.parseInt(sha256(`${kind}|${id}|${ver}|${doc}`).slice(0, DIGITS), 16)

/** Sum modulo 2^48, exact in a JavaScript number: every partial result stays below 2^49. */
export const addHash = (sum: number, h: number): number => (sum + h) % MODULUS
export const subtractHash = (sum: number, h: number): number => (sum - h + MODULUS) % MODULUS
