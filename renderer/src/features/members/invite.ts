import type { StructureView } from '#shared/accounts/wire.ts'
import { membersText as t } from '../../i18n/members.ts'
import { isFranceTravail, isFranceTravailAddress, readAddresses } from '../../lib/addresses.ts'

export type Sent = { readonly courriel: string; readonly ok: boolean; readonly message: string }

/** What was typed, sorted: `ready` to be sent, and what cannot be, with why. */
export const prepare = (
  typed: string,
  { siret }: Pick<StructureView, 'siret'>,
): { readonly ready: readonly string[]; readonly refused: readonly Sent[] } => {
  const { good, bad } = readAddresses(typed)
  const closed = isFranceTravail(siret)
  const outside = closed ? good.filter((address) => !isFranceTravailAddress(address)) : []
  return {
    ready: good.filter((address) => !outside.includes(address)),
    refused: [
      ...bad.map((courriel) => ({ courriel, ok: false, message: t.inviteWrong })),
      ...outside.map((courriel) => ({ courriel, ok: false, message: t.inviteFtRow })),
    ],
  }
}

/** What is left of what was typed once an address is taken away. */
export const without = (typed: string, address: string): string => {
  const { good, bad } = readAddresses(typed)
  return [...good.filter((one) => one !== address), ...bad].join('\n')
}

/** As many as one call takes (shared/contract/listing.ts). */
export const AT_ONCE = 50

type Answer = {
  readonly faits: readonly string[]
  readonly refus: readonly { readonly courriel: string; readonly raison: string }[]
}

/** Sends all of them, by fifty: each has its own answer, and those of a call that failed have its reason. */
export const sendAll = async (
  addresses: readonly string[],
  send: (addresses: readonly string[]) => Promise<Answer>,
  onProgress: (done: number) => void,
): Promise<readonly Sent[]> => {
  const results: Sent[] = []
  for (let from = 0; from < addresses.length; from += AT_ONCE) {
    const some = addresses.slice(from, from + AT_ONCE)
    try {
      const { faits, refus } = await send(some)
      const why = new Map(refus.map(({ courriel, raison }) => [courriel, raison]))
      for (const courriel of some) {
        const ok = faits.includes(courriel)
        results.push({ courriel, ok, message: ok ? t.inviteSent : (why.get(courriel) ?? t.inviteUnanswered) })
      }
    } catch (error) {
      results.push(...some.map((courriel) => ({ courriel, ok: false, message: (error as Error).message })))
    }
    onProgress(results.length)
  }
  return results
}
