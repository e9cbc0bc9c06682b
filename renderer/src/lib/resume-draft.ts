import { client } from './api.ts'

/** Longest reason that a draft keeps. */
const MOST = 1_000

/**
 * The draft of a request that the server refused comes back, with the reason, which is told on top of it until it is read. Answers with
 * the identifier of the draft.
 * @param reason in French, as the request told it
 */
export const resumeDraft = async (requestId: string, reason: string): Promise<string> => {
  const { draftId } = await client.call('orientations.resume', { id: requestId })
  const { content, version } = await client.call('drafts.get', { id: draftId })
  const refus = reason.slice(0, MOST).toWellFormed()
  if (refus !== '' && content.refus !== refus) {
    await client.call('drafts.save', { id: draftId, content: { ...content, refus }, base: version })
  }
  return draftId
}
