import { createHash, randomBytes } from 'node:crypto'

/** What only this desk knows of a sign-in it has begun (RFC 7636): a code that is read over a shoulder opens nothing. */
export type Proof = {
  /** Kept here until the code is exchanged. */
  readonly verifieur: string
  /** Its SHA-256, given to the server at the beginning. */
  readonly defi: string
  /** Comes back with the code: the desk knows its own attempt by it. */
  readonly etat: string
}

export const newProof = (): Proof => {
  const verifieur = randomBytes(32).toString('base64url')
  return {
    verifieur,
    defi: createHash('sha256').update(verifieur).digest('base64url'),
    etat: randomBytes(24).toString('base64url'),
  }
}
