import { RegleAjoutee, RegleSource } from '#shared/deployment/rule.ts'
import { type DepartementDeploye, DEPLOIEMENT, Deploiement, isDeployable, notBegun } from '#shared/deployment/state.ts'
import { DoraError } from '#shared/errors.ts'
import { departementOf } from '#shared/geo/divisions.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import { type Actor, may } from '#shared/rights.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import { z } from 'zod'
import { createAccountApi, done } from '../account/api.ts'
import type { CatalogueTold } from '../catalogue/handlers.ts'
import { toldRows } from '../catalogue/told-rows.ts'
import type { DoraHandlers } from '../emit.ts'
import type { ServerLink } from '../sync/server-link.ts'

export type DeploymentHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `deploiement.${string}`>>

type Options = {
  /** Rows of the desk's own catalogue. */
  readonly others: CatalogueTold['others']
  readonly resolve: (place: PlaceRef) => ResolvedPlace
  readonly actor: () => Promise<Actor>
  readonly link: Pick<ServerLink, 'request' | 'readBack'>
}

const V1 = ['moderation', 'v1'] as const
const WouldHide = z.object({ services: z.int(), structures: z.int() })

/** Codes of the départements of a place; none for one that is not known here. */
const departementsIn = (resolve: Options['resolve'], place: PlaceRef): readonly string[] => {
  try {
    const { departements, zoneCodes } = resolve(place)
    return departements ?? zoneCodes.filter((code) => departementOf(code) !== undefined)
  } catch (error) {
    // The search itself says it.
    if (error instanceof DoraError && error.code === 'lieu-inconnu') return []
    throw error
  }
}

/** How far each département is deployed, from the desk's own catalogue; what the team changes of it, on the server. */
export const createDeploymentHandlers = ({ others, resolve, actor, link }: Options): DeploymentHandlers => {
  const { ask } = createAccountApi(link)

  const known = async (): Promise<DepartementDeploye[] | null> => {
    const rows = await toldRows(others, DEPLOIEMENT, Deploiement)
    return rows?.flatMap(({ id, doc }) => (isDeployable(id) ? [{ departement: id, ...doc }] : [])) ?? null
  }

  return {
    'deploiement.list': async () => ({ etats: await known(), modifier: may(await actor(), 'deploiement.modifier') }),
    'deploiement.notice': async ({ place }) => [...notBegun(departementsIn(resolve, place), (await known()) ?? [])],
    'deploiement.set': async ({ departement, etat }) => {
      await ask('POST', [...V1, 'deploiement', departement], { answer: done, body: { etat } })
      link.readBack()
    },
    'deploiement.rules': () => ask('GET', [...V1, 'regles'], { answer: z.array(RegleSource) }),
    'deploiement.tryRule': (rule) => ask('POST', [...V1, 'regles', 'essai'], { answer: WouldHide, body: rule }),
    'deploiement.addRule': async (rule) => {
      const added = await ask('POST', [...V1, 'regles'], { answer: RegleAjoutee, body: rule })
      link.readBack()
      return added
    },
    'deploiement.removeRule': ({ id }) => ask('DELETE', [...V1, 'regles', id], { answer: done }),
  }
}
