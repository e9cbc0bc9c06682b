import { useMutation } from '@tanstack/react-query'
import type { DoraError } from '#shared/errors.ts'
import { client, readAgain } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'

type MemberAction =
  'members.resend' | 'members.cancel' | 'members.accept' | 'members.refuse' | 'members.setAdmin' | 'members.remove'

type Of = {
  readonly structureId: string
  readonly userId: string
  /** With `members.setAdmin`. */
  readonly admin?: boolean
}

const write = (name: MemberAction, { structureId, userId, admin = false }: Of): Promise<void> =>
  name === 'members.setAdmin' ? client.call(name, { structureId, userId, admin }) : client.call(name, { structureId, userId })

/** Someone else has dealt with that person meanwhile. */
const OUTDATED = ['compte-personne-inconnue', 'compte-introuvable']

/** A write about a member: the list is read again after it, and after a failure that says it is out of date. */
export const useMemberAction = (name: MemberAction) => {
  const action = useMutation<void, DoraError, Of>({ mutationFn: (of) => write(name, of) })
  return {
    isPending: action.isPending,
    error: action.error,
    // Not by the callbacks of `mutate`: the row may be gone from the list before the answer comes, and they with it.
    run: async (of: Of, done: () => void, failed?: (error: Error) => void): Promise<void> => {
      try {
        await action.mutateAsync(of)
        done()
        await readAgain('members.list')
      } catch (error) {
        failed?.(error as Error)
        if (OUTDATED.includes((error as DoraError).code)) await readAgain('members.list')
      }
    },
  }
}

export const failToast = ({ message }: Error): void => showToast({ tone: 'erreur', message })
