import {
  CHAMP_DE_FAMILLE,
  EntreeGardee,
  type EntreeComptee,
  type EntreeReferentiel,
  entriesOfFamily,
  FAMILLES,
  type GesteReferentiel,
  heldAs,
  keyOfEntry,
  REFERENTIEL,
  sayingTheSame,
  valueOfNew,
} from '#shared/administration/referentiel.ts'
import type { Service } from '#shared/catalogue/record.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { FRANCE, NATIONAL } from '#shared/sync/scope.ts'
import { type AccountParts, runAccount } from '#server/accounts/context.ts'
import { AccountRefusal } from '#server/accounts/refusal.ts'
import type { Reader, User } from '#server/store/types.ts'
import { putPublic } from '#server/sync/rows.ts'
import { keeps, tenir } from './right.ts'

/** Lists that the team keeps for everyone, as public rows: every desk proposes them without network. */

export const allEntries = async (reader: Reader): Promise<readonly EntreeGardee[]> => {
  const all: EntreeGardee[] = []
  for await (const { doc } of reader.scan(REFERENTIEL)) {
    const read = EntreeGardee.safeParse(doc === null ? null : JSON.parse(doc))
    if (read.success) all.push(read.data)
  }
  return all
}

/** How many services hold each entry, under any of its names. The whole catalogue is read; few documents are parsed. */
const usesOf = async (reader: Reader, entries: readonly EntreeReferentiel[]): Promise<ReadonlyMap<EntreeReferentiel, number>> => {
  const named = new Map(entries.flatMap((one) => heldAs(one).map((text) => [`${one.famille}\n${text}`, one] as const)))
  const marks = Object.values(CHAMP_DE_FAMILLE).map((champ) => `"${champ}":[`)
  const uses = new Map<EntreeReferentiel, number>()
  for await (const { doc } of reader.scan('service')) {
    if (doc === null || !marks.some((mark) => doc.includes(mark))) continue
    const { dora } = JSON.parse(doc) as Service
    const held = FAMILLES.flatMap((famille) =>
      (dora?.[CHAMP_DE_FAMILLE[famille]] ?? []).flatMap((text) => named.get(`${famille}\n${text}`) ?? []),
    )
    for (const one of new Set(held)) uses.set(one, (uses.get(one) ?? 0) + 1)
  }
  return uses
}

/** Every entry, withdrawn ones included, with the services that hold it. Rejects with Forbidden. */
export const referentialsFor = async (parts: AccountParts, user: User): Promise<EntreeComptee[]> => {
  await keeps(parts, user)
  return parts.store.read(async (reader) => {
    const rows = await allEntries(reader)
    const entries = FAMILLES.flatMap((famille) => entriesOfFamily(famille, rows))
    const uses = await usesOf(reader, entries)
    return entries.map((one) => ({ ...one, usages: uses.get(one) ?? 0 }))
  })
}

const entryOf = (entries: readonly EntreeReferentiel[], valeur: string): EntreeReferentiel => {
  const one = entries.find((each) => each.valeur === valeur)
  if (one === undefined) throw new AccountRefusal('referentiel-inconnu')
  return one
}

const refuseTwin = (libelle: string, entries: readonly EntreeReferentiel[], but: string | null): void => {
  if (sayingTheSame(libelle, entries, but) !== null) throw new AccountRefusal('referentiel-pris')
}

/** What the entry becomes; null when it is so already. Throws AccountRefusal. */
const changed = (geste: GesteReferentiel, entries: readonly EntreeReferentiel[]): EntreeGardee | null => {
  if (geste.geste === 'ajouter') {
    const { famille, libelle } = geste
    refuseTwin(libelle, entries, null)
    return { famille, valeur: valueOfNew(famille, libelle, entries), libelle, retire: false, anciens: [] }
  }
  const { livree: _, ...one } = entryOf(entries, geste.valeur)
  if (geste.geste === 'renommer') {
    if (one.libelle === geste.libelle) return null
    refuseTwin(geste.libelle, entries, one.valeur)
    const anciens = [...new Set([...one.anciens, one.libelle])].filter((text) => text !== geste.libelle).slice(-50)
    return { ...one, libelle: geste.libelle, anciens }
  }
  const retire = geste.geste === 'retirer'
  return one.retire === retire ? null : { ...one, retire }
}

/** Rejects with Forbidden, AccountRefusal `referentiel-pris`, `referentiel-inconnu`. */
export const changeReferential = (parts: AccountParts, user: User, geste: GesteReferentiel): Promise<void> =>
  runAccount(parts, user, async ({ actor, writer, journal }) => {
    tenir(actor)
    const next = changed(geste, entriesOfFamily(geste.famille, await allEntries(writer)))
    if (next === null) return
    const id = keyOfEntry(next)
    await putPublic(writer, { kind: REFERENTIEL, id }, { doc: next as Doc, scopes: [FRANCE, NATIONAL], parent: null })
    await journal({
      action: `referentiel.${geste.geste}`,
      objet: { kind: 'referentiel', id },
      details: { libelle: next.libelle },
    })
  })
