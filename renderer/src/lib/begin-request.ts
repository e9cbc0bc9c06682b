import { client } from './api.ts'
import { personInFront } from './current-person.ts'
import { forgetPerson, useAtHand, withPerson } from './person-at-hand.ts'

/**
 * Makes a draft for that service: for the person in front, filled from their folder; else with the person at hand, when there is one,
 * who is then let go of.
 */
export const beginRequest = async (serviceId: string, account: string | null): Promise<{ readonly id: string }> => {
  const inFront = await personInFront()
  if (inFront !== null) {
    const { draftId } = await client.call('personnes.demande', { id: inFront, serviceId })
    return { id: draftId }
  }
  const { id } = await client.call('drafts.create', { serviceId })
  const { atHand } = useAtHand.getState()
  if (atHand === null || atHand.account !== account) return { id }
  const draft = await client.call('drafts.get', { id })
  await client.call('drafts.save', { id, content: withPerson(draft, atHand.person), base: draft.version })
  forgetPerson()
  return { id }
}
