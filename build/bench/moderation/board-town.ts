import { putService, putStructure } from '#server/sync/commands/catalogue-rows.ts'
import type { BoardLine } from '#shared/moderation/board.ts'
import { ensure, STEPS } from '../../prepare.ts'
import type { Random } from '../random.ts'
import { boardLines } from './board-lines.ts'
import { openTown, type Town } from './town.ts'

/** A server with the structures of a board, invented, and a desk of the team, both real. */

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
export const openBoardTown = async (count: number, random: Random, progress: (text: string) => void): Promise<Town<null>> => {
  progress('écrans')
  await ensure(STEPS.screens)
  progress(`${count} structures`)
  const lines = boardLines(count, random)
  return openTown({
    name: 'board',
    progress,
    before: async () => {},
    fill: async ({ store, seal }) => {
      for (let from = 0; from < lines.length; from += PER_WRITE)
        await store.write(async (writer) => {
          for (const [at, line] of lines.slice(from, from + PER_WRITE).entries()) {
            await putStructure(writer, structureOf(line, from + at) as never)
            const service = serviceOf(line, from + at)
            if (service !== null) await putService(writer, seal, service as never)
          }
        })
      return null
    },
  })
}
