import { createHash, createPublicKey, verify } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import { type Envelope, fingerprintOf, openEnvelope, SIGNED_PREFIX } from '#shared/kit/file.ts'
import { Kit } from '#shared/kit/kit.ts'
import { readLogo } from '#shared/kit/logo.ts'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'

/** A kit whose signature is good: of which key is another matter (installed.ts). */
export type SignedKit = {
  readonly kit: Kit
  /** Ed25519 public key, in base64url. */
  readonly cle: string
  readonly empreinte: string
}

const bytesOf = (text: string): Buffer | null => {
  const bytes = Buffer.from(text, 'base64url')
  // One writing only: spare bits of the last letter would be a byte that may change unseen.
  return bytes.toString('base64url') === text ? bytes : null
}

const isSigned = ({ cle, signature, signed }: Envelope): boolean => {
  const [key, proof] = [bytesOf(cle), bytesOf(signature)]
  if (key === null || proof === null) return false
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: cle }, format: 'jwk' })
    return verify(null, Buffer.concat([Buffer.from(SIGNED_PREFIX), signed]), publicKey, proof)
  } catch {
    // Thirty-two bytes that are no point of the curve.
    return false
  }
}

const readSigned = (signed: Uint8Array): Kit | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(signed)
    const kit = Kit.parse(JSON.parse(text))
    return canonicalJson(kit as unknown as Json) === text ? kit : null
  } catch {
    return null
  }
}

/**
 * Reads a kit, its signature first: nothing beyond the first line is looked into before.
 * @throws DoraError `kit-illisible`, `kit-signature`
 */
export const readKit = (bytes: Uint8Array): SignedKit => {
  const envelope = openEnvelope(bytes)
  if (envelope === null) throw new DoraError('kit-illisible')
  if (!isSigned(envelope)) throw new DoraError('kit-signature')
  const kit = readSigned(envelope.signed)
  // Signed all the same: of a later version of the format.
  if (kit === null) throw new DoraError('kit-illisible')
  if (kit.logo !== null && typeof readLogo(Buffer.from(kit.logo.base64, 'base64')) === 'string')
    throw new DoraError('kit-illisible')
  const hash = createHash('sha256').update(Buffer.from(envelope.cle, 'base64url')).digest('hex')
  return { kit, cle: envelope.cle, empreinte: fingerprintOf(hash) }
}
