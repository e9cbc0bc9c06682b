import { draftServiceOf } from '#shared/orientation/snapshot.ts'
import { checksOf } from '#shared/orientation/checking.ts'
import type { Delai } from '#shared/orientation/clocks.ts'
import type { Checks } from '#shared/orientation/checks.ts'
import { type Option, planBOf, planBReason } from '#shared/orientation/plan-b.ts'
import { contentOf } from '#shared/orientation/request.ts'
import type { Envoi } from '#shared/orientation/model.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'
import { Filters, type PlaceRef, type SearchQuery } from '#shared/search/query.ts'
import type { Card } from '#shared/search/result.ts'
import type { CatalogueReads } from '../catalogue/handlers.ts'
import type { DoraHandlers } from '../emit.ts'
import type { DeskCatalogue } from '../user/handlers.ts'
import type { KeptDraft } from '../user/requests-types.ts'
import type { Reads, UserFile } from './reads.ts'
import type { Around, Sheet, Weighing } from './weighing.ts'

type PlanBHandlers = Pick<DoraHandlers, 'orientations.planB' | 'orientations.planBDraft'>

type Parts = {
  readonly catalogue: Pick<CatalogueReads, 'search.run'> & Pick<DeskCatalogue, 'catalogue.service'>
  readonly user: UserFile
  readonly reads: Reads
  readonly weighing: Weighing
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly today: () => string
  readonly onDraft: (draftId: string) => void
}

/** Each is read whole and weighed against the draft: enough to choose three among. */
const MOST_WEIGHED = 40
const ENOUGH = 3
const NEAR_KM = 50
const FAR_KM = 150

type Candidate = { readonly card: Card; readonly delai: Delai | null; readonly checks: Checks }
type Step = { readonly thematiques: readonly string[]; readonly radiusKm: number }

/** The same needs nearby, then needs of the same family, then farther. */
const stepsOf = (needs: readonly string[]): readonly Step[] => {
  const families = [...new Set(needs.map(categoryOf))]
  return [
    { thematiques: needs, radiusKm: NEAR_KM },
    { thematiques: families, radiusKm: NEAR_KM },
    { thematiques: families, radiusKm: FAR_KM },
  ]
}

const queryOf = ({ thematiques, radiusKm }: Step, place: PlaceRef | null): SearchQuery => ({
  text: '',
  place,
  radiusKm,
  filters: { ...Filters.parse({}), thematiques: [...thematiques].slice(0, 200), orientable: ['oui'] },
  sort: 'pertinence',
  offset: 0,
  limit: MOST_WEIGHED,
})

/** Where the service asked receives people. */
const placeOfService = (sheet: Sheet | null): PlaceRef | null => {
  const service = sheet?.service
  const { latitude: lat, longitude: lon } = service ?? {}
  const code = service?.code_insee ?? sheet?.structure?.code_insee ?? null
  if (lat != null && lon != null) {
    const commune = code === null ? {} : { commune: code }
    return { kind: 'point', lat, lon, label: service?.commune ?? '', ...commune }
  }
  return code === null ? null : { kind: 'commune', code }
}

/** What must be typed again: this desk no longer has it, and the server does not tell it back. */
const missing = ({ pieces, pieces_supprimees_le }: Envoi, kept: KeptDraft | null): string[] => {
  const had = pieces.length > 0 || pieces_supprimees_le !== null
  const lost = kept === null ? had : pieces.length > kept.attachments.length || (had && kept.attachments.length === 0)
  return [...(kept === null ? ['Numéro France Travail'] : []), ...(lost ? ['Pièces jointes'] : [])]
}

export const createPlanBHandlers = (parts: Parts): PlanBHandlers => {
  const { catalogue, user, reads, weighing, now, today, onDraft } = parts

  const contentFor = (envoi: Envoi, kept: KeptDraft | null, sheet: Sheet) => {
    const service = draftServiceOf(sheet)
    return { service, content: contentOf({ envoi, service, brouillon: kept?.content ?? null, today: today() }) }
  }

  const search = async (step: Step, places: readonly (PlaceRef | null)[]): Promise<readonly Card[]> => {
    const [place = null, ...others] = places
    try {
      return (await catalogue['search.run'](queryOf(step, place))).hits
    } catch (error) {
      // A place that this desk's geography does not know: the next best one.
      if (others.length === 0) throw error
      return search(step, others)
    }
  }

  const weighOne = async (card: Card, envoi: Envoi, kept: KeptDraft | null, around: Around): Promise<Candidate | null> => {
    const sheet = await weighing.sheetOf(card.id)
    if (sheet === null) return null
    const { service, content } = contentFor(envoi, kept, sheet)
    const asked = new Set([...service.documents, ...service.formulaires.map(({ nom }) => nom)])
    const attachments = (kept?.attachments ?? []).map(({ nom, pour }) => ({ nom, pour: asked.has(pour) ? pour : '' }))
    const weighed = await weighing.weigh({ content, service, attachments }, around)
    return { card, delai: sheet.service.dora?.delai_reponse ?? null, checks: checksOf(weighed) }
  }

  return {
    'orientations.planB': async ({ id }) => {
      const [{ doc }, { briefs }, kept] = await Promise.all([
        reads.sent(id),
        reads.all(),
        (await user())['requests.draftOf']({ id }),
      ])
      const raison = planBReason(doc, now())
      // Nothing says whom it would be for.
      if (doc.anonyme_le !== null) return { raison, options: [], manques: [] }
      const commune = kept?.content.beneficiaire_commune ?? ''
      const places: (PlaceRef | null)[] = [
        ...(commune === '' ? [] : [{ kind: 'commune' as const, code: commune }]),
        placeOfService(await weighing.sheetOf(doc.service.id)),
        null,
      ]
      const sent = briefs.filter((one) => one.sens === 'envoi' && one.envoi !== 'refuse')
      const number = kept?.content.beneficiaire_numero_france_travail ?? ''
      const around = await weighing.around({ ...doc.personne, numero_france_travail: number }, doc.prescripteur.structure_id)
      const weighed = new Map<string, Candidate | null>()
      let options: readonly Option<Candidate>[] = []
      for (const step of stepsOf(doc.service.thematiques)) {
        for (const card of await search(step, places)) {
          if (!weighed.has(card.id)) weighed.set(card.id, await weighOne(card, doc, kept, around))
        }
        const candidates = [...weighed.values()].filter((one) => one !== null)
        options = planBOf({ envoi: doc, candidates, sent })
        if (options.length >= ENOUGH) break
      }
      return {
        raison,
        options: options.map(({ candidate: { card, checks }, pourquoi }) => ({ card, pourquoi: [...pourquoi], checks })),
        manques: missing(doc, kept),
      }
    },
    'orientations.planBDraft': async ({ id, serviceId }) => {
      const file = await user()
      const [{ doc }, kept, sheet] = await Promise.all([
        reads.sent(id),
        file['requests.draftOf']({ id }),
        catalogue['catalogue.service']({ id: serviceId }),
      ])
      const { draftId } = await file['requests.copy']({ from: id, ...contentFor(doc, kept, sheet) })
      onDraft(draftId)
      return { draftId }
    },
  }
}
