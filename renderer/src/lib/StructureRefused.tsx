import type { DoraError } from '#shared/errors.ts'
import { people } from '../i18n/people.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { href, navigate } from './route.ts'

const SIGNED_OUT: ReadonlySet<string> = new Set(['compte-non-connecte', 'sync-session'])

/** True when nobody is signed in, or no longer: what was asked for is asked again once they are. */
export const isSignedOutError = (error: DoraError | null): boolean => error !== null && SIGNED_OUT.has(error.code)

type Props = {
  readonly id: string
  readonly signedOut: boolean
  /** The page that was asked for: one comes back to it signed in. */
  readonly back: string
  readonly words: {
    readonly signedOut: string
    readonly signedOutText: string
    readonly refused: string
    readonly refusedText: string
    readonly join: string
  }
}

/** In place of a page kept for those of a structure: how to become one of them. */
export const StructureRefused = ({ id, signedOut, back, words }: Props) => (
  <EmptyState
    icon={signedOut ? 'user' : 'lock'}
    title={signedOut ? words.signedOut : words.refused}
    actions={
      <Button variant="primary" onPress={() => navigate(signedOut ? href.connexion(back) : href.rejoindre({ structure: id }))}>
        {signedOut ? people.signIn : words.join}
      </Button>
    }
  >
    {signedOut ? words.signedOutText : words.refusedText}
  </EmptyState>
)
