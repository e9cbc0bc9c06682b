import { MOST_BESOINS, MOST_OPTIONS, type PlanDoc, type PlanOption } from '#shared/plan/plan.ts'
import { labelOf } from '#shared/reference/labels.ts'
import type { Card } from '#shared/search/result.ts'

type Why = 'deja' | 'plein'

/**
 * The plan with that service too: in the first need that it answers, else in one of its own, named by its first thématique.
 * Why not, when it is there already or there is no room.
 */
export const withService = (doc: PlanDoc, card: Pick<Card, 'thematiques'>, option: PlanOption): PlanDoc | Why => {
  if (doc.besoins.some(({ options }) => options.some(({ serviceId }) => serviceId === option.serviceId))) return 'deja'
  const answers = (thematiques: readonly string[]) => thematiques.some((one) => card.thematiques.includes(one))
  const at = doc.besoins.findIndex(({ thematiques, options }) => answers(thematiques) && options.length < MOST_OPTIONS)
  if (at >= 0) {
    const besoins = doc.besoins.map((need, n) => (n === at ? { ...need, options: [...need.options, option] } : need))
    return { ...doc, besoins }
  }
  if (doc.besoins.length >= MOST_BESOINS) return 'plein'
  const [thematique] = card.thematiques
  const besoin = {
    id: crypto.randomUUID().slice(0, 8),
    mots: (thematique === undefined ? option.nom : labelOf('thematiques', thematique)).slice(0, 200),
    thematiques: thematique === undefined ? [] : [thematique],
    publics: [],
    options: [option],
    ecartes: [],
    note: '',
  }
  return { ...doc, besoins: [...doc.besoins, besoin] }
}
