import type { DoraError } from '#shared/errors.ts'
import { sheet } from '../../i18n/sheet.ts'
import { ReadFailure } from '../ReadFailure.tsx'

type Props = {
  readonly level: 1 | 2
  readonly error: DoraError
  readonly onRetry: () => void
}

const GONE: readonly string[] = ['service-introuvable', 'structure-introuvable']

/** A sheet that cannot be shown keeps its title, which the focus and the page's outline count on. What is gone is not asked for again. */
export const SheetFailure = ({ level, error, onRetry }: Props) => {
  const Title = `h${level}` as const
  const gone = GONE.includes(error.code)
  return (
    <div className="sheet">
      <Title className="sheet-title" tabIndex={-1}>
        {gone ? sheet.introuvable : sheet.echec}
      </Title>
      <ReadFailure error={error} {...(!gone && { onRetry })} />
    </div>
  )
}
