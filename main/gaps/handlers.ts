import { Carte, MOST_LINES, Registre, type RegistreAsked } from '#shared/gaps/line.ts'
import { createAccountApi } from '../account/api.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { Clock } from '../sync/ports.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { systemClock } from '../sync/system-clock.ts'
import { TABLE_TYPES, writeInThread } from '../table/writing.ts'
import type { RecordFait } from '../usage/record.ts'
import { createDeclaring } from './declare.ts'
import { gapsFileName, gapsTable } from './export-table.ts'
import { patiently } from './patience.ts'

type GapHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `manques.${string}`>>

type Options = {
  readonly link: Pick<ServerLink, 'request'>
  readonly recordFait: RecordFait
  readonly emit: Emit
  readonly log: (what: string, error: unknown) => void
  readonly clock?: Clock
}

type GapServices = { readonly handlers: GapHandlers; readonly close: () => Promise<void> }

const V1 = ['manques', 'v1'] as const
/** What is not asked is not in the address. */
const said = (query: Readonly<Record<string, string | number | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(query).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]])))

/** The register of gaps, as this desk has it: the server's; and what is told to it from here. */
export const createGapHandlers = ({ link, recordFait, emit, log, clock = systemClock }: Options): GapServices => {
  const { ask } = createAccountApi(link)
  const declaring = createDeclaring({
    recordFait,
    clock,
    log,
    onLost: ({ message }) => emit('manques.perdue', { message }),
  })
  const register = (asked: RegistreAsked) =>
    patiently(() => ask('GET', [...V1, 'registre'], { answer: Registre, query: said(asked) }), clock.now)
  return {
    handlers: {
      ...declaring.handlers,
      'manques.registre': register,
      'manques.carte': (asked) => patiently(() => ask('GET', [...V1, 'carte'], { answer: Carte, query: said(asked) }), clock.now),
      'manques.export': async ({ asked, format }) => {
        const { lignes, trimestre } = await register({ ...asked, limite: MOST_LINES })
        const table = gapsTable(lignes)
        return {
          nom: gapsFileName(asked, trimestre, format),
          type: TABLE_TYPES[format],
          base64: await writeInThread(table, format),
        }
      },
    },
    close: declaring.close,
  }
}
