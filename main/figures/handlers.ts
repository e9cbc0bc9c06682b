import { parisDay } from '#shared/listing/days.ts'
import { ChiffresDeStructure, ChiffresTerritoire } from '#shared/usage/told.ts'
import { createAccountApi } from '../account/api.ts'
import type { DoraHandlers } from '../emit.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { TABLE_TYPES, writeInThread } from '../table/writing.ts'
import { figuresFileName, structureTable, territoryTable } from './export-table.ts'

export type FiguresHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `chiffres.${string}`>>

type Options = {
  readonly link: Pick<ServerLink, 'request'>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const V1 = ['chiffres', 'v1'] as const

/** Figures, read of the server each time, and as files. */
export const createFiguresHandlers = ({ link, now }: Options): FiguresHandlers => {
  const { ask } = createAccountApi(link)
  const territory = (departement: string, mois: number): Promise<ChiffresTerritoire> =>
    ask('GET', [...V1, 'territoire', departement], { answer: ChiffresTerritoire, query: { mois: String(mois) } })
  const structure = (id: string, mois: number): Promise<ChiffresDeStructure> =>
    ask('GET', [...V1, 'structure', id], { answer: ChiffresDeStructure, query: { mois: String(mois) } })

  return {
    'chiffres.territoire': ({ departement, mois }) => territory(departement, mois),
    'chiffres.structure': ({ structureId, mois }) => structure(structureId, mois),
    'chiffres.exporterTerritoire': async ({ departement, mois, format }) => {
      const table = territoryTable(await territory(departement, mois))
      const nom = figuresFileName(departement, parisDay(now()), format)
      return { nom, type: TABLE_TYPES[format], base64: await writeInThread(table, format) }
    },
    'chiffres.exporterStructure': async ({ structureId, mois, format }) => {
      const told = await structure(structureId, mois)
      const nom = figuresFileName(told.structure.nom, parisDay(now()), format)
      return { nom, type: TABLE_TYPES[format], base64: await writeInThread(structureTable(told), format) }
    },
  }
}
