import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { type Acte, ActeAsked, type ActeTold } from '#shared/moderation/acts.ts'
import type { DossierView } from '#shared/moderation/dossier.ts'
import { Cible } from '#shared/moderation/target.ts'
import type { AccountParts } from '../accounts/context.ts'
import { actOnDossier } from '../moderation/acts.ts'
import { dossierView } from '../moderation/dossier-view.ts'
import type { Reference } from '../moderation/facts.ts'
import { moderatorsFor } from '../moderation/moderators.ts'
import { isPlainText } from './json.ts'
import { createOwn, type OwnParts } from './own.ts'

/** `/moderation/v1/dossiers`: everything of one sheet, and what a moderator does of it. Of the whole: routes-moderation.ts. */

/** A message to administrators, with every letter of it escaped. */
const ACT_BYTES = 64 * 1024

const Of = Cible.extend({ id: z.string().min(1).max(200).refine(isPlainText) })

/** Somebody is looked for by what it names. */
const Asked = ActeAsked.refine(({ acte }) => acte.geste !== 'confier' || isPlainText(acte.a))

/** People are written to: counts against the budget of who does it. */
const COSTLY: ReadonlySet<Acte['geste']> = new Set(['ecrire', 'rejeter-demandes'])

type Parts = OwnParts & {
  readonly account: AccountParts
  readonly reference: Reference
  /** Without a final « / ». */
  readonly publicUrl: () => string
}

export const addDossierRoutes = (
  app: FastifyInstance,
  { account, reference, publicUrl, who, limitClient, budget }: Parts,
): void => {
  const own = createOwn({ who, limitClient, budget })
  const parts = { ...account, reference, publicUrl }

  app.get(
    '/moderation/v1/dossiers/:kind/:id',
    own(({ request, me }): Promise<DossierView> => dossierView(parts, me.user, Of.parse(request.params))),
  )

  app.get(
    '/moderation/v1/dossiers/:kind/:id/moderateurs',
    own(({ request, me }) => moderatorsFor(parts, me.user, Of.parse(request.params))),
  )

  app.post(
    '/moderation/v1/dossiers/:kind/:id/actes',
    { bodyLimit: ACT_BYTES },
    own(async ({ request, me }): Promise<ActeTold> => {
      const cible = Of.parse(request.params)
      const asked = Asked.parse(request.body)
      if (COSTLY.has(asked.acte.geste)) await budget(request, me.user.id)
      return actOnDossier(parts, me.user, cible, asked)
    }),
  )
}
