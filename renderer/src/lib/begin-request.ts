import { client } from './api.ts'
import { forgetPerson, useAtHand, withPerson } from './person-at-hand.ts'

/** Makes a draft for that service; with the person at hand, when there is one, who is then let go of. */
export const beginRequest = async (serviceId: string, account: string | null): Promise<{ readonly id: string }> => {
  const { id } = await client.call('drafts.create', { serviceId })
  const { atHand } = useAtHand.getState()
  if (atHand === null || atHand.account !== account) return { id }
  const draft = await client.call('drafts.get', { id })
  await client.call('drafts.save', { id, content: withPerson(draft, atHand.person), base: draft.version })
  forgetPerson()
  return { id }
}
