import { type Received, readMessage } from '#server/mail/testing/message.ts'
import { type Place, WITH_LOG } from './evidence.ts'
import { OF_LINK, OF_MESSAGE, OF_OFFICE, OF_PROFESSIONAL, OF_SESSION } from './people.ts'
import type { Needle } from './needles.ts'

/** Where what is looked for may be: nowhere, but in the letter that its own person receives, and where a message was meant to go. */

export type Known = {
  /** Of whom each address is. */
  readonly addresses: ReadonlyMap<string, string>
  /** Accounts that are no more: not even the tables of accounts name them. */
  readonly gone: ReadonlySet<string>
}

/** Of a letter kept as a file. */
type Letter = { readonly to: ReadonlySet<string>; readonly cc: ReadonlySet<string>; readonly said: string }

/** Places that tell a server's keeper and whoever looks over a shoulder: there, not even those who work are named. */
const TOLD: ReadonlySet<Place> = new Set<Place>([
  'serveur : instantanés',
  'serveur : fichiers joints',
  'serveur : verrou',
  'serveur : sorties',
  'serveur : mesures',
  'poste : catalogue',
  'poste : journal',
  'poste : réglages',
  'poste : sorties',
  'poste : notifications',
  'réseau : adresses',
])

/** Addresses of a header. */
const listed = (header: string): readonly string[] =>
  header
    .split(/[\s,<>]+/)
    .map((part) => part.toLowerCase())
    .filter((part) => part.includes('@'))

const letterOf = (bytes: Buffer, addresses: Known['addresses']): Letter | null => {
  let read: Received
  try {
    read = readMessage(bytes)
  } catch {
    return null
  }
  const people = (name: string): ReadonlySet<string> =>
    new Set(listed(read.header(name)).flatMap((address) => addresses.get(address) ?? []))
  return { to: people('to'), cc: people('cc'), said: `${read.subject}\n${read.text}\n${read.html}`.toLowerCase() }
}

/** Addresses that Les Emplois make, and lead people to: what is in their token is theirs to put there (dora-backend.md §3.8). */
export const EMPLOIS_ADDRESSES = 'adresses faites par Les Emplois'

export type Meant = (needle: Needle, value: string) => boolean

/** Rows as they are now: the rest of a file may hold what they were, until it is written over. */
const isRows = (place: Place, nom: string): boolean => place === 'PostgreSQL : tables' || nom.endsWith(WITH_LOG)

/**
 * What may be in that item. Who is written to may be told all that is theirs; who has a copy shows their address in the header, and
 * nowhere else.
 */
export const meantIn = (place: Place, nom: string, bytes: Buffer, { addresses, gone }: Known): Meant => {
  const letter = place === 'serveur : courrier' && /\.eml(\.tmp)?$/.test(nom) ? letterOf(bytes, addresses) : null
  return ({ qui, quoi }, value) => {
    if (quoi === OF_SESSION) return false
    if (place === 'réseau : adresses' && (nom === EMPLOIS_ADDRESSES || quoi === OF_LINK)) return true
    if (quoi === OF_PROFESSIONAL && gone.has(qui) && isRows(place, nom)) return false
    if (quoi === OF_PROFESSIONAL || quoi === OF_OFFICE) return !TOLD.has(place)
    if (letter === null) return false
    // Links and messages are what these letters are for.
    if (quoi === OF_LINK || quoi === OF_MESSAGE) return true
    return letter.to.has(qui) || (letter.cc.has(qui) && quoi === 'courriel' && !letter.said.includes(value.toLowerCase()))
  }
}
