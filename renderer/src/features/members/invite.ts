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

/** Sends one after the other: each has its own answer, and one that fails stops none. */
export const sendAll = async (
  addresses: readonly string[],
  send: (address: string) => Promise<unknown>,
  onProgress: (done: number) => void,
): Promise<readonly Sent[]> => {
  const results: Sent[] = []
  for (const courriel of addresses) {
    try {
      await send(courriel)
      results.push({ courriel, ok: true, message: t.inviteSent })
    } catch (error) {
      results.push({ courriel, ok: false, message: (error as Error).message })
    }
    onProgress(results.length)
  }
  return results
}
