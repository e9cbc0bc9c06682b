import { type ReactNode, useId } from 'react'
import { administration as t } from '../../i18n/administration.ts'
import { afterDialog } from '../../lib/focus-later.ts'
import { Button } from '../../ui/Button.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'

/** What had the focus has gone with what was done: it goes to the title of the part. */
export const focusPart = (): void => afterDialog(() => document.querySelector<HTMLElement>('.admin-part h2')?.focus())

type Read<T> = {
  readonly data: T | undefined
  readonly error: { readonly message: string } | null
  readonly isFetching: boolean
  readonly refetch: () => unknown
}

type Props<T> = {
  readonly title: string
  readonly intro: string
  /** What failed, when it could not be read. */
  readonly failed: string
  readonly read: Read<T>
  readonly actions?: ReactNode
  readonly children: (data: T) => ReactNode
}

/** One part of the screen: its title, what it is read from, and why when it could not be. */
export const Part = <T,>({ title, intro, failed, read, actions, children }: Props<T>) => {
  const id = useId()
  const { data, error } = read
  return (
    <section className="admin-part" aria-labelledby={id}>
      <div className="admin-head">
        <div>
          <h2 id={id} tabIndex={-1}>
            {title}
          </h2>
          <p className="muted">{intro}</p>
        </div>
        <div className="admin-acts">
          {actions}
          <Button size="s" icon="refresh" isDisabled={read.isFetching} onPress={() => void read.refetch()}>
            {t.refresh}
          </Button>
        </div>
      </div>
      {error !== null && (
        <ReadFailure title={failed} error={error} onRetry={() => void read.refetch()}>
          {data === undefined ? t.serverOnly : null}
        </ReadFailure>
      )}
      {data === undefined && error === null && (
        <div role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={8} />
        </div>
      )}
      {data !== undefined && children(data)}
    </section>
  )
}
