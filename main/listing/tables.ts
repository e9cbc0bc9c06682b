import type { Settings } from '#shared/contract/app.ts'
import type { Done, TablePreview } from '#shared/contract/listing.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { ImportProblem } from '#shared/listing/import/cells.ts'
import type { ImportKind } from '#shared/listing/import/field.ts'
import type { Actor } from '#shared/rights.ts'
import type { CatalogueTold } from '../catalogue/handlers.ts'
import type { DoraHandlers } from '../emit.ts'
import type { Geo } from '../geo/geo.ts'
import { textOf } from '../user/listing-doc.ts'
import { workerUrl } from '../worker/locate.ts'
import { startWorker } from '../worker/start.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import type { ListingDesk } from './handlers.ts'
import type { PlaceAsk } from './table/places.ts'
import type { UnderstoodServices } from './table/understand-services.ts'
import type { UnderstoodStructures } from './table/understand-structures.ts'
import type { Fate } from './table/understand.ts'
import type { TableMethods } from './table/worker.ts'
import { createTableContext, type ServicesContext, type StructuresContext } from './tables-context.ts'
import { createFiles, fromNames, type ReadFile, toNames } from './tables-files.ts'
import { createMappingMemory } from './tables-memory.ts'
import { createPlaces } from './tables-places.ts'
import { createStructureMaking } from './tables-structures.ts'

type TableHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `tables.${string}`>>

type Options = {
  /** Where the mappings chosen are remembered. */
  readonly memoryFile: string
  readonly desk: ListingDesk
  readonly catalogue: CatalogueTold
  readonly actor: () => Promise<Actor>
  readonly geo: Pick<Geo, 'commune'> & { readonly handlers: Pick<Geo['handlers'], 'geo.addresses'> }
  readonly settings: () => Pick<Settings, 'adressesEnLigne'>
  readonly server: Parameters<typeof createStructureMaking>[0]['server']
  readonly log: (what: string, error: unknown) => void
  /** Milliseconds since 1970. */
  readonly now?: () => number
}
type Ask = Parameters<TableHandlers['tables.run']>[0]

const KINDS: Readonly<Record<Ask['quoi'], ImportKind>> = { services: 'service', structures: 'structure' }
/** Rows, and characters of a cell, of what is shown of a file. */
const SHOWN = { lignes: 5, caracteres: 300 } as const

type Line = { readonly numero: number; readonly nom: string; readonly sort: Fate }

const previewOf = (lignes: readonly Line[], problemes: readonly ImportProblem[]): TablePreview => {
  const count = (...sorts: readonly Fate[]): number => lignes.filter(({ sort }) => sorts.includes(sort)).length
  return {
    a_creer: count('publie', 'brouillon'),
    a_publier: count('publie'),
    ignorees: count('ignoree'),
    problemes: problemes.map((one) => ({ ...one })),
    lignes: lignes.map(({ numero, nom, sort }) => ({ numero, nom, sort })),
  }
}

/** Rows left for an error, with the first of them. */
const refusals = (lignes: readonly Line[], problemes: readonly ImportProblem[]): Done['refus'] => {
  const first = new Map<number, string>()
  for (const { ligne, niveau, colonne, message } of problemes) {
    const where = colonne === null ? '' : `${colonne}\u202f: `
    if (niveau === 'erreur' && !first.has(ligne)) first.set(ligne, `${where}${message}`)
  }
  return lignes.flatMap(({ numero, nom, sort }) => {
    const why = first.get(numero)
    return sort !== 'ignoree' || why === undefined
      ? []
      : [{ id: `ligne-${numero}`, nom, raison: `Ligne ${numero}\u202f: ${why}` }]
  })
}

const fileName = (nom: string, day: string, format: string): string => {
  const plain = nom
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60)
  return `services${plain === '' ? '' : `-${plain}`}-${day}.${format}`
}

/** Tables of services and of structures: read, tried, made, written (dora-backend.md §7.7). */
export const createTableHandlers = (options: Options): TableHandlers => {
  const { memoryFile, desk, catalogue, actor, geo, settings, server, log, now = Date.now } = options
  const memory = createMappingMemory(memoryFile)
  const files = createFiles(memory)
  const context = createTableContext({ desk, catalogue, actor })
  const makeStructures = createStructureMaking({ user: desk.user, context, server })
  const places = createPlaces({
    commune: geo.commune,
    addresses: geo.handlers['geo.addresses'],
    online: () => settings().adressesEnLigne,
  })

  /** Work of one thread, that ends with it. */
  const inThread = async <T>(work: (remote: RemoteOf<TableMethods>) => Promise<T>): Promise<T> => {
    const thread = startWorker<TableMethods>(workerUrl('table'), undefined, {
      lieux: (asks: readonly PlaceAsk[]) => places(asks),
    })
    try {
      return await work(thread.remote)
    } finally {
      await thread.stop()
    }
  }

  const fileOf = async ({ id, quoi, feuille, correspondance, structureId }: Ask) => {
    const file = await files.get(KINDS[quoi], id, feuille)
    const mapping = fromNames(file.kind, file.noms, correspondance)
    const table = { colonnes: file.noms, lignes: file.table.lignes }
    return { file, mapping, asked: { table, mapping, structureId } }
  }
  const services = async (ask: Ask) => {
    const { file, mapping, asked } = await fileOf(ask)
    const found: ServicesContext = await context.services(asked)
    const { told, ...known } = found
    const input = { ...known, table: asked.table, mapping, publier: ask.publier, today: parisDay(now()) }
    const understood: UnderstoodServices = await inThread((remote) => remote.services(input))
    return { file, mapping, told, ...understood }
  }
  const structures = async (ask: Ask) => {
    const { file, mapping, asked } = await fileOf(ask)
    const found: StructuresContext = await context.structures(asked)
    const { told: _told, modeles: _modeles, ...known } = found
    const understood: UnderstoodStructures = await inThread((remote) =>
      remote.structures({ ...known, table: asked.table, mapping }),
    )
    return { file, mapping, found, ...understood }
  }
  /** What was made is made, even if the choice of columns cannot be kept. */
  const remember = ({ kind, table }: ReadFile, mapping: Parameters<typeof memory.remember>[2]): void => {
    try {
      memory.remember(kind, table.colonnes, mapping)
    } catch (error) {
      log('tables mapping', error)
    }
  }

  return {
    'tables.read': async ({ quoi, nom, base64, feuille }) => {
      const file = await files.read(KINDS[quoi], nom, Buffer.from(base64, 'base64'), feuille)
      const { mapping, rappelee } = files.mapping(file)
      const { table, noms } = file
      return {
        id: file.id,
        nom,
        feuilles: [...table.feuilles],
        feuille: table.feuille,
        colonnes: [...noms],
        apercu: table.lignes
          .slice(0, SHOWN.lignes)
          .map(({ cellules }) => noms.map((_, index) => (cellules[index] ?? '').slice(0, SHOWN.caracteres).toWellFormed())),
        lignes: table.lignes.length,
        avertissements: [...table.avertissements],
        correspondance: toNames(noms, mapping),
        rappelee,
      }
    },
    'tables.preview': async (ask) => {
      const { lignes, problemes } = ask.quoi === 'services' ? await services(ask) : await structures(ask)
      return previewOf(lignes, problemes)
    },
    'tables.run': async (ask) => {
      if (ask.quoi === 'structures') {
        const { file, mapping, found, lignes, problemes } = await structures(ask)
        const done = await makeStructures(lignes, found)
        remember(file, mapping)
        desk.recorded(null)
        return { ...done, refus: [...refusals(lignes, problemes), ...done.refus] }
      }
      const { file, mapping, told, lignes, problemes } = await services(ask)
      const rows = lignes.flatMap(({ id, doc }) => (doc === null ? [] : [{ kind: 'service' as const, id, doc }]))
      const none: Done = { faits: 0, refus: [], annuler: null }
      const done = rows.length === 0 ? none : await (await desk.user())['listing.bring']({ rows, told })
      remember(file, mapping)
      // Rows may name structures of their own.
      desk.recorded(null)
      return { ...done, refus: [...refusals(lignes, problemes), ...done.refus] }
    },
    'tables.export': async ({ structureId, format }) => {
      const listing = await context.listingOf(structureId)
      const bytes = await inThread((remote) =>
        remote.ecrire({
          lignes: listing.services.map(({ id, doc, a_actualiser, sur_le, disponibilite }) => ({
            id,
            doc,
            a_actualiser,
            sur_le,
            disponibilite,
          })),
          modeles: listing.modeles.map((one) => ({ id: one.id, nom: textOf(one.doc, 'nom') })),
          contacts: listing.droits.ecrire_services,
          format,
        }),
      )
      const nom = fileName(textOf(listing.structure.doc, 'nom'), parisDay(now()), format)
      return { nom, base64: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64') }
    },
  }
}
