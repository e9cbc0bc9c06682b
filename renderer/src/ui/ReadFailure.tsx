import type { ReactNode } from 'react'
import { ui } from '../i18n/ui.ts'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

type Props = {
  /** What could not be read: « Vos favoris n’ont pas pu être lus ». Without it, a heading beside says so. */
  readonly title?: string
  readonly error: { readonly message: string }
  /** Without it, asking again is pointless. */
  readonly onRetry?: () => void
  /** Other ways out, after « Réessayer ». */
  readonly actions?: ReactNode
  /** After the message: what is still on screen. */
  readonly children?: ReactNode
}

/** A read that failed: what, why, and the way to try again. `<ReadFailure title="…" error={error} onRetry={() => void refetch()} />` */
export const ReadFailure = ({ title, error, onRetry, actions, children }: Props) => {
  const retry = onRetry !== undefined && (
    <Button size="s" icon="refresh" onPress={onRetry}>
      {ui.retry}
    </Button>
  )
  const ways = retry !== false || actions !== undefined
  return (
    <Notice
      tone="bad"
      urgent
      {...(title !== undefined && { title })}
      {...(ways && {
        actions: (
          <>
            {retry}
            {actions}
          </>
        ),
      })}
    >
      {error.message} {children}
    </Notice>
  )
}
