import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RATTACHEMENT } from '#shared/accounts/compte.ts'
import { fold } from '#shared/geo/fold.ts'
import { RECHERCHE } from '#shared/memory/search.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import { userScope } from '#shared/sync/scope.ts'
import { emailKey, userName } from '../accounts/user.ts'
import { membershipsOfUser } from '../accounts/memberships.ts'
import { MAIL_FOLDER } from '../mail/folder.ts'
import { everyLetter } from '../mail/queue.ts'
import { unattachedOf } from '../orientations/pieces-rows.ts'
import { everyRequest } from '../orientations/rows.ts'
import type { Entity, Reader, SyncStore, User } from '../store/types.ts'
import { clearDoc, docOf } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/** Everything that this server holds on one person, told by their address or by their name. Reads, and writes nothing. */

/** As people are looked for: an address is whole, a name is its words, in whatever order, without accents nor capitals. */
export type Wanted = {
  readonly isAddress: (text: string) => boolean
  readonly isName: (prenom: string, nom: string) => boolean
  /** Somewhere in a text that someone typed. */
  readonly isIn: (text: string) => boolean
}

const wordsOf = (text: string): readonly string[] => fold(text).split(' ').filter(Boolean)

/** Null when there is nothing to look for. */
export const wantedOf = (asked: string): Wanted | null => {
  const text = asked.trim()
  if (text.includes('@')) {
    const address = emailKey(text)
    return {
      isAddress: (other) => other !== '' && emailKey(other) === address,
      isName: () => false,
      isIn: (other) => other.normalize('NFC').toLowerCase().includes(address),
    }
  }
  const words = wordsOf(text)
  if (words.length === 0) return null
  const isAmong = (others: readonly string[]): boolean => words.every((word) => others.includes(word))
  return {
    isAddress: () => false,
    isName: (prenom, nom) => isAmong(wordsOf(`${prenom} ${nom}`)),
    isIn: (other) => isAmong(wordsOf(other)),
  }
}

export const ROLES = ['personne', 'referent', 'prescripteur', 'structure', 'suivi', 'recit', 'citee'] as const
/**
 * In a request: whom it is about, who is their referent, who sent it, whose address its letters go to, who takes care of it, whose
 * name its story tells; `citee`: only named in what someone typed.
 */
export type Role = (typeof ROLES)[number]

const typedIn = ({ besoin, personne, contournements, reponse, evenements, pieces }: Orientation): readonly string[] => [
  besoin.motif,
  besoin.situation_autre,
  personne.autre_contact,
  ...contournements.map(({ raison }) => raison),
  reponse?.message ?? '',
  ...evenements.map(({ texte }) => texte),
  ...pieces.map(({ nom }) => nom),
]

const rolesIn = (one: Orientation, { isAddress, isName, isIn }: Wanted): readonly Role[] => {
  const { personne, referent, prescripteur, emplois, suivi_par, evenements, reponse } = one
  const is: Readonly<Record<Role, boolean>> = {
    personne: isName(personne.prenom, personne.nom) || isAddress(personne.courriel),
    referent: isName(referent.prenom, referent.nom) || isAddress(referent.courriel),
    prescripteur:
      isName('', prescripteur.nom) ||
      isAddress(prescripteur.courriel) ||
      (emplois !== null &&
        (isName(emplois.prescriber_first_name, emplois.prescriber_last_name) || isAddress(emplois.prescriber_email))),
    structure: isAddress(one.destinataire),
    suivi: suivi_par !== null && isName('', suivi_par.nom),
    recit: isName('', reponse?.par ?? '') || evenements.some(({ par }) => isName('', par)),
    citee: typedIn(one).some(isIn),
  }
  const found = ROLES.filter((role) => is[role])
  return found.length > 1 ? found.filter((role) => role !== 'citee') : found
}

export type HeldRequest = { readonly one: Orientation; readonly roles: readonly Role[] }

const requestsOf = async (reader: Reader, seal: Seal, wanted: Wanted): Promise<HeldRequest[]> => {
  const found: HeldRequest[] = []
  for await (const one of everyRequest(reader, seal)) {
    const roles = rolesIn(one, wanted)
    if (roles.length > 0) found.push({ one, roles })
  }
  return found.sort((a, b) => (a.one.cree_le < b.one.cree_le ? -1 : 1))
}

export type HeldAccount = {
  readonly user: User
  readonly structures: readonly string[]
  readonly sessions: number
  readonly favoris: number
  /** Kept searches, by name. */
  readonly recherches: readonly string[]
  /** Files sent that no request has yet. */
  readonly fichiers: readonly string[]
}

const accountsOf = async (store: SyncStore, seal: Seal, { isAddress, isName }: Wanted): Promise<HeldAccount[]> => {
  const users = (await store.accounts.users()).filter(
    (user) => isAddress(user.courriel) || (userName(user) !== '' && isName(user.prenom, user.nom)),
  )
  return Promise.all(
    users.map(async (user): Promise<HeldAccount> => {
      const [memberships, favourites, searches, files] = await store.read(async (reader) => [
        await membershipsOfUser(reader, seal, user.id),
        await reader.inScope('favourite', userScope(user.id)),
        await reader.inScope(RECHERCHE, userScope(user.id)),
        await unattachedOf(reader, seal, user.id),
      ])
      return {
        user,
        structures: memberships.map(({ structure_nom, etat }) =>
          etat === 'membre' ? structure_nom : `${structure_nom} (${etat})`,
        ),
        sessions: (await store.accounts.sessionsOf(user.id)).length,
        favoris: favourites.length,
        recherches: searches.map((one) => String(docOf(seal, one)?.['nom'] ?? '')),
        fichiers: files.map(({ nom }) => nom),
      }
    }),
  )
}

/** Where a person may also be named: what is told of members, contacts, suggestions, histories, and the public listings. */
const ELSEWHERE = [
  RATTACHEMENT,
  'contact',
  'suggestion',
  'historique',
  'consentement',
  RECHERCHE,
  'service',
  'structure',
  'kit',
  'kit-suivi',
  'cle-api',
  'webhook',
] as const
/** Events of use (server/usage) are not looked at: they are tied to no account, and hold no text of anyone’s. */
export type Elsewhere = { readonly kind: (typeof ELSEWHERE)[number]; readonly ids: readonly string[] }

const saysIt = (seal: Seal, entity: Entity, { isIn }: Wanted): boolean => {
  if (entity.doc === null) return false
  let clear: string
  try {
    clear = clearDoc(seal, { ...entity, doc: entity.doc })
  } catch {
    // Another key's: it is not this server's to tell.
    return false
  }
  // Each text by itself: words that two fields share out name nobody.
  let said = false
  JSON.parse(clear, (_, value: unknown) => {
    said ||= typeof value === 'string' && isIn(value)
    return null
  })
  return said
}

const elsewhereOf = async (reader: Reader, seal: Seal, wanted: Wanted): Promise<Elsewhere[]> => {
  const found: Elsewhere[] = []
  for (const kind of ELSEWHERE) {
    const ids: string[] = []
    for await (const entity of reader.scan(kind)) if (saysIt(seal, entity, wanted)) ids.push(entity.id)
    if (ids.length > 0) found.push({ kind, ids })
  }
  return found
}

/** Addressed to them, that wait to leave or were given up. */
const lettersOf = async (reader: Reader, seal: Seal, isTheirs: (address: string) => boolean): Promise<string[]> => {
  const { waiting } = await everyLetter(reader, seal)
  return waiting
    .filter(({ mail: { to, cc, replyTo } }) => [to, ...cc, replyTo ?? ''].some(isTheirs))
    .map(({ mail: { template, made_at } }) => `${new Date(made_at).toISOString()} ${template.kind}`)
}

const HEADERS = /^(?:to|cc|reply-to):(.*)$/i
/** Files of the folder that stands for a mail server, addressed to them. */
const spooledOf = (folder: string, isTheirs: (address: string) => boolean): string[] => {
  let names: readonly string[]
  try {
    names = readdirSync(join(folder, MAIL_FOLDER))
  } catch {
    // No such folder: this server has never written there.
    return []
  }
  return names.filter((name) => {
    const [head = ''] = readFileSync(join(folder, MAIL_FOLDER, name), 'utf8').split(/\r?\n\r?\n/, 1)
    return head
      .replace(/\r?\n[ \t]+/g, ' ')
      .split(/\r?\n/)
      .some((line) => (HEADERS.exec(line)?.[1] ?? '').split(/[\s,<>]+/).some(isTheirs))
  })
}

export type Held = {
  readonly requests: readonly HeldRequest[]
  readonly accounts: readonly HeldAccount[]
  readonly elsewhere: readonly Elsewhere[]
  /** Instant and kind of those that wait; names of files. */
  readonly letters: readonly string[]
  readonly spooled: readonly string[]
}

/** @param folder of the server */
export const heldOn = async (
  { store, seal, folder }: { readonly store: SyncStore; readonly seal: Seal; readonly folder: string },
  wanted: Wanted,
): Promise<Held> => {
  const accounts = await accountsOf(store, seal, wanted)
  const { requests, elsewhere } = await store.read(async (reader) => ({
    requests: await requestsOf(reader, seal, wanted),
    elsewhere: await elsewhereOf(reader, seal, wanted),
  }))
  // Found by a name: what was written to the addresses that go with it is theirs too.
  const addresses = new Set(
    [
      ...accounts.map(({ user }) => user.courriel),
      ...requests.flatMap(({ one, roles }) => [
        ...(roles.includes('personne') ? [one.personne.courriel] : []),
        ...(roles.includes('referent') ? [one.referent.courriel] : []),
        ...(roles.includes('prescripteur') ? [one.prescripteur.courriel] : []),
      ]),
    ]
      .filter((address) => address !== '')
      .map(emailKey),
  )
  const isTheirs = (address: string): boolean => wanted.isAddress(address) || (address !== '' && addresses.has(emailKey(address)))
  return {
    requests,
    accounts,
    elsewhere,
    letters: await store.read((reader) => lettersOf(reader, seal, isTheirs)),
    spooled: spooledOf(folder, isTheirs),
  }
}
