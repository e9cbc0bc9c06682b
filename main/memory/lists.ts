import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Liste } from '#shared/contract/listes.ts'
import { DoraError } from '#shared/errors.ts'
import { slug } from '#shared/geo/fold.ts'
import { type Mark, markOf, marksAt, newsBetween } from '#shared/memory/marks.ts'
import type { Card } from '#shared/search/result.ts'
import type { CatalogueReads, CatalogueTold } from '../catalogue/handlers.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import { TABLE_TYPES, writeInThread } from '../table/writing.ts'
import type { KeptList } from '../user/lists-store.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { listTable } from './list-table.ts'

export type ListHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `listes.${string}`>>

type Parts = {
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly catalogue: Pick<CatalogueReads, 'catalogue.cards'>
  readonly told: Pick<CatalogueTold, 'rows'>
  readonly emit: Emit
  /** An account's outbox may hold something new. */
  readonly onOutbox: () => void
  readonly now?: () => number
}

type Key = { readonly kind: 'service' | 'structure'; readonly id: string }
const MOST_CARDS = 500
const keyOf = ({ kind, id }: Key): string => `${kind}:${id}`

/** Lists of the team, and what changed of what is followed: all of it read on this desk (peers.md §5 row 10). */
export const createListHandlers = ({ user, catalogue, told, emit, onOutbox, now = Date.now }: Parts) => {
  /** Null when the catalogue cannot answer, so that nothing is said to have left it. */
  const cardsOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, Card> | null> => {
    try {
      const cards = new Map<string, Card>()
      for (let from = 0; from < ids.length; from += MOST_CARDS)
        for (const card of await catalogue['catalogue.cards']({ ids: ids.slice(from, from + MOST_CARDS) }))
          cards.set(card.id, card)
      return cards
    } catch {
      return null
    }
  }
  const structuresThere = async (ids: readonly string[]): Promise<ReadonlySet<string> | null> => {
    try {
      return new Set((await told.rows(ids.map((id) => ({ kind: 'structure', id })))).map(({ id }) => id))
    } catch {
      return null
    }
  }

  const whole = async (lists: readonly KeptList[]): Promise<Liste[]> => {
    const lines = lists.flatMap(({ lignes }) => lignes)
    const ids = (kind: Key['kind']) => [...new Set(lines.filter((line) => line.kind === kind).map(({ id }) => id))]
    const [cards, structures, { rattachements }] = await Promise.all([
      cardsOf(ids('service')),
      structuresThere(ids('structure')),
      (await user())['account.known'](undefined),
    ])
    const names = new Map(rattachements.map(({ structure_id, structure_nom }) => [structure_id, structure_nom]))
    return lists.map((list) => ({
      ...list,
      structureNom: names.get(list.structure_id) ?? '',
      lignes: list.lignes.map((line) => {
        const card = line.kind === 'service' ? (cards?.get(line.id) ?? null) : null
        const there = line.kind === 'service' ? cards === null || card !== null : structures === null || structures.has(line.id)
        return { ...line, etiquettes: [...line.etiquettes], card, disponible: there }
      }),
    }))
  }
  const lists = async (): Promise<Liste[]> => whole(await (await user())['lists.list'](undefined))

  const write = async <T>(work: (file: RemoteOf<UserWorkerMethods>) => Promise<T>): Promise<T> => {
    const made = await work(await user())
    emit('listes.changed', {})
    onOutbox()
    return made
  }

  /** What is starred, or in a list. */
  const followed = async (): Promise<readonly Key[]> => {
    const file = await user()
    const [favourites, kept] = await Promise.all([file['favourites.ids'](undefined), file['lists.list'](undefined)])
    const all = [...favourites, ...kept.flatMap(({ lignes }) => lignes)]
    return [...new Map(all.map(({ kind, id }) => [keyOf({ kind, id }), { kind, id }])).values()]
  }
  const marks = async (): Promise<Readonly<Record<string, Mark>>> => {
    const rows = await told.rows(await followed())
    const owners = await told.rows(
      [...new Set(rows.map(({ doc }) => doc['structure_id']).filter((id) => typeof id === 'string'))].map((id) => ({
        kind: 'structure',
        id,
      })),
    )
    const names = new Map(owners.map(({ id, doc }) => [id, doc as unknown as Structure]))
    return Object.fromEntries(
      rows.map(({ kind, id, doc }) => [
        keyOf({ kind, id }),
        // A structure has the fields of a service that change for whoever goes there.
        markOf(doc as unknown as Service, kind === 'service' ? (names.get(String(doc['structure_id'])) ?? null) : null),
      ]),
    )
  }
  const splitKey = (text: string): Key => {
    const cut = text.indexOf(':')
    return { kind: text.slice(0, cut) === 'structure' ? 'structure' : 'service', id: text.slice(cut + 1) }
  }

  const handlers: ListHandlers = {
    'listes.list': lists,
    'listes.creer': (ask) => write((file) => file['lists.create'](ask)),
    'listes.renommer': (ask) => write((file) => file['lists.rename'](ask)),
    'listes.remove': (ask) => write((file) => file['lists.remove'](ask)),
    'listes.ajouter': (ask) => write((file) => file['lists.add'](ask)),
    'listes.retirer': (ask) => write((file) => file['lists.take'](ask)),
    'listes.noter': (ask) => write((file) => file['lists.note'](ask)),
    'listes.deplacer': (ask) => write((file) => file['lists.move'](ask)),
    'listes.exporter': async ({ id, format }) => {
      const list = (await lists()).find((one) => one.id === id)
      if (list === undefined) throw new DoraError('liste-introuvable')
      const name = slug(list.nom)
      return {
        nom: `liste-${name === '' ? 'equipe' : name}.${format}`,
        type: TABLE_TYPES[format],
        base64: await writeInThread(listTable(list), format),
      }
    },
    'listes.notes': async ({ kind, id }) =>
      (await (await user())['lists.list'](undefined)).flatMap((list) =>
        list.lignes
          .filter((line) => line.kind === kind && line.id === id && (line.note !== '' || line.etiquettes.length > 0))
          .map(({ note, etiquettes, par, le }) => ({
            listeId: list.id,
            liste: list.nom,
            note,
            etiquettes: [...etiquettes],
            par,
            le,
          })),
      ),
    'listes.changements': async () => {
      const file = await user()
      const [seen, here] = await Promise.all([file['lists.seen'](undefined), marks()])
      // The first look tells nothing: all of it was there.
      if (seen === null) {
        await file['lists.look']({ seen: marksAt(new Date(now()).toISOString(), here) })
        return []
      }
      const wanted = new Set((await followed()).map(keyOf))
      const { modifies, disparus } = newsBetween(seen, here)
      return [
        ...modifies.map(({ id, champs }) => ({
          ...splitKey(id),
          nom: here[id]?.n ?? '',
          champs: [...champs],
          disparu: false,
          le: seen.le,
        })),
        // One that is no longer followed has not disappeared.
        ...disparus
          .filter(({ id }) => wanted.has(id))
          .map(({ id, nom }) => ({ ...splitKey(id), nom, champs: [], disparu: true, le: seen.le })),
      ]
    },
    'listes.changementsVus': async () => {
      await (await user())['lists.look']({ seen: marksAt(new Date(now()).toISOString(), await marks()) })
      emit('listes.changed', {})
    },
  }
  return {
    handlers,
    /** Rows of the account have come. */
    rowsChanged: (): void => emit('listes.changed', {}),
  }
}
