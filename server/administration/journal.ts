import {
  type EntreeJournal,
  type FiltreJournal,
  isAsked,
  type PageJournal,
  type VerdictJournal,
} from '#shared/administration/journal.ts'
import { type AccountParts, runAccount } from '#server/accounts/context.ts'
import { journalEnd, entriesBefore, verifyJournal, type Written } from '#server/accounts/journal.ts'
import { userName } from '#server/accounts/user.ts'
import { dayOf } from '#server/moderation/reference-views.ts'
import type { Reader, User } from '#server/store/types.ts'
import { keeps, tenir } from './right.ts'

/** The audit log, for the team. All reject with Forbidden. */

const PAGE = 50
const PAGE_OF_EXPORT = 2_000
/** Entries opened for one answer: a filter that finds little does not read the whole at once. */
const MOST_READ = 20_000
const CHUNK = 500

/** Newest first, from before `avant`; `suite` is where to go on. */
const found = async (
  parts: AccountParts,
  reader: Reader,
  { avant, filtre, most }: { readonly avant: number; readonly filtre: FiltreJournal; readonly most: number },
): Promise<{ readonly entries: readonly Written[]; readonly suite: number | null }> => {
  const entries: Written[] = []
  let before = avant
  for (; before > 1 && avant - before < MOST_READ; before -= CHUNK) {
    for (const entry of await entriesBefore(reader, parts.seal, before, CHUNK)) {
      if (!isAsked(entry, filtre, dayOf)) continue
      entries.push(entry)
      if (entries.length >= most) return { entries, suite: entry.n > 1 ? entry.n : null }
    }
  }
  return { entries, suite: before > 1 ? before : null }
}

/** Names of the team and of those who moderate: these are acts of their office. Of nobody else. */
const namesOf = async ({ store }: AccountParts, entries: readonly Written[]): Promise<ReadonlyMap<string, string>> => {
  const names = new Map<string, string>()
  for (const id of new Set(entries.map(({ acteur }) => acteur))) {
    const user = id === 'systeme' ? null : await store.accounts.userById(id)
    if (user !== null && (user.role === 'administrateur' || user.gestionnaire)) names.set(id, userName(user) || user.courriel)
  }
  return names
}

/** Names of sheets, which are public. */
const sheetsOf = async (reader: Reader, entries: readonly Written[]): Promise<ReadonlyMap<string, string>> => {
  const keys = entries
    .map(({ objet }) => objet)
    .flatMap(({ kind, id }) => (kind === 'structure' || kind === 'service' ? [{ kind, id }] : []))
  const names = new Map<string, string>()
  for (const { kind, id, doc } of keys.length === 0 ? [] : await reader.entities(keys)) {
    const nom: unknown = doc === null ? null : (JSON.parse(doc) as { nom?: unknown }).nom
    if (typeof nom === 'string') names.set(`${kind}/${id}`, nom.slice(0, 200))
  }
  return names
}

const page = async (
  parts: AccountParts,
  asked: { readonly avant: number | null; readonly filtre: FiltreJournal },
  most: number,
): Promise<PageJournal> => {
  const { entries, suite, fin, sheets } = await parts.store.read(async (reader) => {
    const fin = await journalEnd(reader, parts.seal)
    const one = await found(parts, reader, { avant: asked.avant ?? fin + 1, filtre: asked.filtre, most })
    return { ...one, fin, sheets: await sheetsOf(reader, one.entries) }
  })
  const names = await namesOf(parts, entries)
  return {
    entrees: entries.map(({ n, le, action, acteur, objet, legal, details }): EntreeJournal => ({
      n,
      le,
      action,
      acteur: { id: acteur, nom: names.get(acteur) ?? null },
      objet: { ...objet, nom: sheets.get(`${objet.kind}/${objet.id}`) ?? null },
      legal,
      details,
    })),
    suite,
    fin,
  }
}

/** @param avant number of the entry to read before; null for the end */
export const journalFor = async (
  parts: AccountParts,
  user: User,
  asked: { readonly avant: number | null; readonly filtre: FiltreJournal },
): Promise<PageJournal> => {
  await keeps(parts, user)
  return page(parts, asked, PAGE)
}

/** The same, for a file: many at once, and the journal says that it was taken out, once for the whole file. */
export const exportJournal = async (
  parts: AccountParts,
  user: User,
  asked: { readonly avant: number | null; readonly filtre: FiltreJournal },
): Promise<PageJournal> => {
  await keeps(parts, user)
  const told = await page(parts, asked, PAGE_OF_EXPORT)
  if (asked.avant === null)
    await runAccount(parts, user, async ({ actor, journal }) => {
      tenir(actor)
      const { action = '', objet = '', jour = '' } = asked.filtre
      await journal({ action: 'journal.exporte', objet: { kind: 'journal', id: '' }, details: { action, objet, jour } })
    })
  return told
}

/** Reads the whole chain again. */
export const verifyFor = async (parts: AccountParts, user: User): Promise<VerdictJournal> => {
  await keeps(parts, user)
  const verdict = await parts.store.read((reader) => verifyJournal(reader, parts.seal))
  return {
    entrees: verdict.entries,
    intact: verdict.intact,
    rompu_a: verdict.intact ? null : verdict.at,
    empreinte: verdict.end,
  }
}
