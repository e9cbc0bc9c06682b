import { create } from 'zustand'
import { DoraError } from '#shared/errors.ts'
import { PlanDoc } from '#shared/plan/plan.ts'
import { planAtHand as t } from '../i18n/plan-at-hand.ts'
import { client } from './api.ts'
import { personInFront } from './current-person.ts'
import { withService } from './plan-with-service.ts'
import { href, navigate } from './route.ts'
import { showToast } from './toasts.ts'

/** The plan last opened: where « Ajouter au plan » puts a service. In memory only, as the person in front is. */
const useAtHand = create<{ readonly id: string | null }>(() => ({ id: null }))

/** @param id of the plan; null for none */
export const takePlan = (id: string | null): void => useAtHand.setState({ id })

/** An empty plan for the person in front, from where they live; else from the place searched last. */
const beginPlan = async (): Promise<string> => {
  const personneId = await personInFront()
  const [settings, person] = await Promise.all([
    client.call('settings.get', undefined),
    personneId === null ? null : client.call('personnes.get', { id: personneId }),
  ])
  const lieu = person?.profil.lieu ?? settings.dernierLieu ?? settings.monLieu
  const { id } = await client.call('plans.creer', { doc: PlanDoc.parse({ personneId, lieu }) })
  takePlan(id)
  return id
}

const failed = (error: unknown): void =>
  showToast({ tone: 'erreur', message: error instanceof Error ? error.message : new DoraError('interne').message })

/** Makes a plan and opens it. Never rejects: a failure is told. */
export const newPlan = async (): Promise<void> => {
  try {
    navigate(href.plan(await beginPlan()))
  } catch (error) {
    failed(error)
  }
}

/** The plan last opened, as long as it is there and open; else a new one. */
const planToFill = async () => {
  const { id } = useAtHand.getState()
  if (id !== null) {
    try {
      return await client.call('plans.get', { id })
    } catch (error) {
      const code = error instanceof DoraError ? error.code : null
      if (code !== 'plan-introuvable' && code !== 'dossiers-verrouilles') throw error
    }
  }
  return client.call('plans.get', { id: await beginPlan() })
}

/** Puts a service in the plan at hand, and says where; never rejects. */
export const addToPlan = async (serviceId: string): Promise<void> => {
  try {
    const [card] = await client.call('catalogue.cards', { ids: [serviceId] })
    if (card === undefined) throw new DoraError('service-introuvable')
    const { id, doc, version } = await planToFill()
    const option = {
      serviceId,
      nom: card.nom.slice(0, 400),
      structure: (card.structure?.nom ?? '').slice(0, 400),
      pourquoi: [t.byHand],
      note: '',
    }
    const next = withService(doc, card, option)
    const open = { label: t.open, run: () => navigate(href.plan(id)) }
    if (typeof next === 'string') return showToast({ message: t.not[next], action: open })
    await client.call('plans.save', { id, doc: next, base: version })
    showToast({ message: t.added(card.nom), action: open })
  } catch (error) {
    failed(error)
  }
}
