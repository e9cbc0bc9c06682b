import type { Settings } from '#shared/contract/app.ts'
import type { Lecture } from '#shared/plan/plan.ts'
import { readSentence } from '#shared/plan/read.ts'
import { emptyQuery } from '#shared/search/address.ts'
import { DoraError } from '#shared/errors.ts'
import type { CatalogueReads } from '../catalogue/handlers.ts'
import type { DoraHandlers } from '../emit.ts'
import type { DeskCatalogue } from '../user/handlers.ts'
import { createPropose, type ProposeParts } from './propose.ts'

export type PlanHandlers = Pick<DoraHandlers, 'plans.lire' | 'plans.proposer' | 'plans.preparees' | 'plans.demandes'>

type Parts = Pick<ProposeParts, 'eligible' | 'reached' | 'today'> & {
  readonly catalogue: Pick<CatalogueReads, 'search.run'> & Pick<DeskCatalogue, 'catalogue.service'>
  readonly settings: () => Pick<Settings, 'synonymes'>
  readonly plan: DoraHandlers['plans.get']
  /** Drafts: of the person of a folder, or of nobody yet. */
  readonly ofPerson: DoraHandlers['personnes.demande']
  readonly draft: DoraHandlers['drafts.create']
  /** Those made from a plan, sent or not. */
  readonly prepared: DoraHandlers['plans.preparees']
}

/** From what is said to services chosen, then to requests. */
export const createPlanHandlers = (parts: Parts): PlanHandlers => {
  const { catalogue, settings, plan, ofPerson, draft, prepared } = parts
  const propose = createPropose({ ...parts, search: async (query) => catalogue['search.run'](query) })

  /** What the catalogue’s own reading makes of words that no synonym has: spelling mistakes, most often. */
  const corrected = async (mots: string) => {
    const { lecture } = await catalogue['search.run']({ ...emptyQuery(), text: mots, limit: 0 })
    return { thematiques: lecture.besoins.flatMap(({ thematiques }) => thematiques), corrections: lecture.corrections }
  }

  return {
    'plans.lire': async ({ texte }): Promise<Lecture> => {
      const read = readSentence(texte, settings().synonymes)
      const corrections: Lecture['corrections'] = []
      const besoins: Lecture['besoins'] = []
      for (const besoin of read.besoins) {
        // Without a catalogue, what was typed is understood all the same.
        const more = besoin.thematiques.length > 0 ? null : await corrected(besoin.mots).catch(() => null)
        corrections.push(...(more?.corrections ?? []))
        const thematiques = more === null ? besoin.thematiques : [...new Set(more.thematiques)].slice(0, 20)
        besoins.push({ ...besoin, thematiques })
      }
      return { ...read, besoins, corrections }
    },
    'plans.proposer': propose,
    'plans.preparees': prepared,
    'plans.demandes': async ({ id, services }) => {
      const { doc } = await plan({ id })
      const held = new Set(doc.besoins.flatMap(({ options }) => options.map(({ serviceId }) => serviceId)))
      if (!services.every((serviceId) => held.has(serviceId))) throw new DoraError('service-hors-plan')
      const waiting = (await prepared({ id })).filter(({ envoye }) => !envoye)
      const brouillons: { serviceId: string; draftId: string; deja: boolean }[] = []
      const refus: { serviceId: string; raison: string }[] = []
      for (const serviceId of new Set(services)) {
        const known = waiting.find((one) => one.serviceId === serviceId)
        if (known !== undefined) {
          brouillons.push({ serviceId, draftId: known.draftId, deja: true })
          continue
        }
        try {
          const { orientable } = await catalogue['catalogue.service']({ id: serviceId })
          if (!orientable.ok) refus.push({ serviceId, raison: orientable.raison })
          else if (doc.personneId === null)
            brouillons.push({ serviceId, draftId: (await draft({ serviceId, plan: id })).id, deja: false })
          else {
            const { draftId } = await ofPerson({ id: doc.personneId, serviceId, plan: id })
            brouillons.push({ serviceId, draftId, deja: false })
          }
        } catch (error) {
          // Those that were made stay made; one that cannot be says why.
          if (!(error instanceof DoraError) || error.code === 'dossiers-verrouilles') throw error
          refus.push({ serviceId, raison: error.message })
        }
      }
      return { brouillons, refus }
    },
  }
}
