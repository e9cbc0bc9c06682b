import { ISSUES } from '#shared/orientation/life.ts'
import type { OrientationView } from '#shared/contract/orientation.ts'
import { outcome as t } from '../../../i18n/orientation-answers.ts'
import { detail, issueLabel } from '../../../i18n/orientations.ts'
import { formatDate } from '../../../lib/format.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { useAct } from '../use-act.ts'
import { Part } from './Part.tsx'
import type { Told } from '../told.ts'

const ICONS = { commencee: 'check', terminee: 'check', absente: 'user' } as const

/** What became of the person, in one click, on either side. */
export const OutcomePart = ({ view, of }: { readonly view: OrientationView; readonly of: Told }) => {
  const { run, isPending, error } = useAct()
  const { sens, id } = view.line
  if (!view.gestes.includes('constater')) return null
  return (
    <Part title={detail.sections.outcome}>
      {of.issue === null ? (
        <p className="muted">{t.help}</p>
      ) : (
        <p>{t.since(issueLabel(of.issue.quoi), formatDate(of.issue.le))}</p>
      )}
      <div className="ui-form-actions" role="group" aria-label={t.group}>
        {ISSUES.map((issue) => (
          <Button
            key={issue}
            icon={ICONS[issue]}
            aria-pressed={issue === of.issue?.quoi}
            className="outcome"
            onPress={() => {
              if (!isPending && issue !== of.issue?.quoi) void run({ geste: 'constater', sens, id, issue }, t.done)
            }}
          >
            {t.act[issue]}
          </Button>
        ))}
      </div>
      {error !== null && (
        <Notice tone="bad" urgent>
          {error.message}
        </Notice>
      )}
    </Part>
  )
}
