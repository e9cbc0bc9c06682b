import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureFirstAdministrator } from '#server/accounts/administrators.ts'
import { STORE_FILE } from '#server/ops/backup.ts'
import { KEY_FILE } from '#server/ops/open.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import { putService, putStructure } from '#server/sync/commands/catalogue-rows.ts'
import { createSeal, loadServerKey } from '#server/sync/seal.ts'
import type { BoardLine } from '#shared/moderation/board.ts'
import { ensure, STEPS } from '../../prepare.ts'
import { cacheFolder } from '../catalogue.ts'
import { type Host, startHost } from '../host.ts'
import type { Random } from '../random.ts'
import { boardLines } from './board-lines.ts'
import { startServer } from './triage-town.ts'

/** A server with the structures of a board, invented, and a desk of the team, both real. */

export type BoardTown = {
  readonly host: Host
  readonly origin: string
  readonly account: { readonly courriel: string; readonly motDePasse: string }
  readonly stop: () => Promise<void>
}

/** Rows written in one transaction. */
const PER_WRITE = 1_000
/** Of mainland France: what follows from a postal code. */
const departementOf = (n: number): string => String(1 + (n % 19)).padStart(2, '0')

const structureOf = (line: BoardLine, n: number) => ({
  id: line.id,
  source: line.source,
  nom: line.nom,
  siret: line.siret,
  commune: line.commune,
  code_postal: `${departementOf(n)}000`,
  longitude: line.point?.[0] ?? null,
  latitude: line.point?.[1] ?? null,
  telephone: line.telephone,
  courriel: line.courriel,
  date_maj: line.date_maj,
  dora: {
    short_desc: line.resume,
    typology: line.typologie,
    national_labels: line.labels,
    moderation_status: n % 5 === 0 ? 'NEED_NEW_MODERATION' : 'VALIDATED',
    ...(n % 11 === 0 ? { is_obsolete: true } : {}),
  },
})

/** One structure in four offers something. */
const serviceOf = (line: BoardLine, n: number) =>
  n % 4 !== 0
    ? null
    : {
        id: `dora--service-${n}`,
        source: 'dora',
        structure_id: line.id,
        nom: 'Atelier mobilité',
        thematiques: line.thematiques,
        date_maj: line.date_maj,
        modes_accueil: ['en-presentiel'],
        dora: { status: 'PUBLISHED', moderation_status: 'VALIDATED', update_frequency: 'tous-les-6-mois' },
      }

/** @throws when something of it cannot be made */
export const openBoardTown = async (count: number, random: Random, progress: (text: string) => void): Promise<BoardTown> => {
  progress('écrans')
  await ensure(STEPS.screens)
  // Always the same folder: what an interruption left is removed by the next one.
  const folder = join(cacheFolder(), 'board')
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'server'), { recursive: true })
  mkdirSync(join(folder, 'desk'))
  progress(`${count} structures`)
  const seal = createSeal(loadServerKey(join(folder, 'server', KEY_FILE)))
  const store = await openSqliteStore({ file: join(folder, 'server', STORE_FILE) })
  const admin = await ensureFirstAdministrator(store.accounts, join(folder, 'server'), Date.now())
  const lines = boardLines(count, random)
  for (let from = 0; from < lines.length; from += PER_WRITE)
    await store.write(async (writer) => {
      for (const [at, line] of lines.slice(from, from + PER_WRITE).entries()) {
        await putStructure(writer, structureOf(line, from + at) as never)
        const service = serviceOf(line, from + at)
        if (service !== null) await putService(writer, seal, service as never)
      }
    })
  await store.close()
  if (admin === null) throw new Error('le compte de l’équipe n’a pas été fait')
  progress('serveur et poste')
  const server = await startServer(join(folder, 'server'))
  const host = await startHost(join(folder, 'desk')).catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  return {
    host,
    origin: server.origin,
    account: { courriel: admin.courriel, motDePasse: admin.password },
    stop: async () => {
      await host.stop()
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
