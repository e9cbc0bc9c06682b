import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { FiltreJournal } from '#shared/administration/journal.ts'
import { GesteReferentiel } from '#shared/administration/referentiel.ts'
import { TacheId } from '#shared/administration/tache.ts'
import { FonctionsDemandees } from '#shared/deployment/features.ts'
import { isDeployable } from '#shared/deployment/state.ts'
import type { AccountParts } from '../accounts/context.ts'
import { importsFor } from '../administration/imports.ts'
import { exportJournal, journalFor, verifyFor } from '../administration/journal.ts'
import { dropLetter, letterAddress, mailFor, retryLetter } from '../administration/mail.ts'
import { changeReferential, referentialsFor } from '../administration/referentials.ts'
import { sourcesFor } from '../administration/sources.ts'
import { launchTask, tasksFor } from '../administration/tasks.ts'
import { setFeatures } from '../deployment/features.ts'
import type { Reference } from '../moderation/facts.ts'
import type { JobRuns } from '../ops/job-runs.ts'
import { createOwn, type OwnParts } from './own.ts'

/** `/administration/v1`: what keeps the server, for the team alone. */

const OfTask = z.object({ id: TacheId })
const OfLetter = z.object({ id: z.uuid() })
const OfDepartement = z.object({ departement: z.string().refine(isDeployable) })
const JournalAsked = FiltreJournal.extend({ avant: z.coerce.number().int().min(1).optional() })

const NO_JOBS: JobRuns = {
  tell: () => ({ clock: async () => {} }),
  list: async () => [],
  knows: () => false,
  launch: () => ({ etat: 'deja-en-cours' }),
  idle: async () => {},
}

type Parts = OwnParts & {
  readonly account: AccountParts
  readonly reference: Reference
  readonly runs?: JobRuns | undefined
}

export const addAdministrationRoutes = (app: FastifyInstance, { account, reference, runs = NO_JOBS, ...limits }: Parts): void => {
  const own = createOwn(limits)
  const asked = (query: unknown) => {
    const { avant = null, ...filtre } = JournalAsked.parse(query)
    return { avant, filtre }
  }

  app.get(
    '/administration/v1/taches',
    own(({ me }) => tasksFor(account, me.user, runs)),
  )
  // Each may read the whole store: they count against the budget.
  app.post(
    '/administration/v1/taches/:id',
    own(({ request, me }) => launchTask(account, me.user, runs, OfTask.parse(request.params).id), true),
  )

  app.get(
    '/administration/v1/courrier',
    own(({ me }) => mailFor(account, me.user)),
  )
  app.post(
    '/administration/v1/courrier/:id/reessayer',
    own(async ({ request, me }) => {
      await retryLetter(account, me.user, OfLetter.parse(request.params).id)
      return {}
    }, true),
  )
  app.post(
    '/administration/v1/courrier/:id/adresse',
    own(({ request, me }) => letterAddress(account, me.user, OfLetter.parse(request.params).id)),
  )
  app.delete(
    '/administration/v1/courrier/:id',
    own(async ({ request, me }) => {
      await dropLetter(account, me.user, OfLetter.parse(request.params).id)
      return {}
    }),
  )

  app.get(
    '/administration/v1/journal',
    own(({ request, me }) => journalFor(account, me.user, asked(request.query))),
  )
  app.post(
    '/administration/v1/journal/export',
    own(({ request, me }) => exportJournal(account, me.user, asked(request.body))),
  )
  app.post(
    '/administration/v1/journal/verifier',
    own(({ me }) => verifyFor(account, me.user), true),
  )

  app.get(
    '/administration/v1/imports',
    own(({ me }) => importsFor(account, me.user)),
  )
  app.get(
    '/administration/v1/sources',
    own(({ me }) => sourcesFor(account, me.user, reference)),
  )

  app.post(
    '/administration/v1/fonctions/:departement',
    own(async ({ request, me }) => {
      const { departement } = OfDepartement.parse(request.params)
      await setFeatures(account, me.user, departement, FonctionsDemandees.parse(request.body))
      return {}
    }),
  )

  app.get(
    '/administration/v1/referentiels',
    own(({ me }) => referentialsFor(account, me.user), true),
  )
  app.post(
    '/administration/v1/referentiels',
    own(async ({ request, me }) => {
      await changeReferential(account, me.user, GesteReferentiel.parse(request.body))
      return {}
    }),
  )
}
