import { useId, useMemo } from 'react'
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup'
import type { SyncConflict } from '#shared/contract/sync.ts'
import { clashes as t, fieldName } from '../../i18n/sync.ts'
import { wordDiffText as d } from '../../i18n/word-diff.ts'
import '../../ui/Checkbox.css'
import { countOf, wordDiff } from '../../lib/word-diff.ts'
import { WordDiff } from '../../lib/WordDiff.tsx'

export type Choice = 'mienne' | 'leur'
type Field = SyncConflict['champs'][number]

/** A version beside the original: its changes underlined or struck, and counted in words for who does not see them. */
const Version = ({ id, value, base }: { readonly id: string; readonly value: string | null; readonly base: string | null }) => {
  const parts = useMemo(() => wordDiff(base ?? '', value ?? ''), [base, value])
  const [added, removed] = [countOf(parts, 'added'), countOf(parts, 'removed')]
  const summary = [...(added > 0 ? [d.added(added)] : []), ...(removed > 0 ? [d.removed(removed)] : [])].join(', ')
  return (
    <>
      <div className="clash-value" id={id}>
        {value === null || value === '' ? <p className="clash-none">{t.none}</p> : null}
        <WordDiff parts={parts} />
      </div>
      <p className="clash-summary">{summary === '' ? t.same : summary}</p>
    </>
  )
}

const Head = ({ value, label, help, describedBy }: { value: Choice; label: string; help: string; describedBy: string }) => (
  <Radio value={value} className="ui-check clash-choice" aria-describedby={describedBy}>
    {({ isSelected }) => (
      <>
        <span className="ui-check-mark ui-check-round">{isSelected && <span className="ui-check-dot" />}</span>
        <span className="ui-check-text">
          <b>{label}</b> <span className="muted">{help}</span>
        </span>
      </>
    )}
  </Radio>
)

type Props = {
  /** Of the row that it is a field of. */
  readonly kind: string
  readonly field: Field
  readonly value: Choice | null
  readonly onChange: (choice: Choice) => void
}

/** One field changed on both sides: mine, theirs and what it was, side by side, stacked where there is no room. */
export const ClashField = ({ kind, field: { champ, mienne, leur, origine }, value, onChange }: Props) => {
  const id = useId()
  return (
    <div className="clash-field">
      <h4 id={`${id}-name`}>{fieldName(champ, kind)}</h4>
      <RadioGroup
        aria-labelledby={`${id}-name`}
        className="clash-columns"
        value={value}
        onChange={(next) => onChange(next as Choice)}
      >
        <div className="clash-column" data-chosen={value === 'mienne' || undefined}>
          <Head value="mienne" label={t.mine} help={t.mineHelp} describedBy={`${id}-mine`} />
          <Version id={`${id}-mine`} value={mienne} base={origine} />
        </div>
        <div className="clash-column" data-chosen={value === 'leur' || undefined}>
          <Head value="leur" label={t.theirs} help={t.theirsHelp} describedBy={`${id}-theirs`} />
          <Version id={`${id}-theirs`} value={leur} base={origine} />
        </div>
        <div className="clash-column clash-base">
          <p className="clash-choice">
            <b>{t.base}</b>
          </p>
          <div className="clash-value">
            {origine === null || origine === '' ? <p className="clash-none">{t.none}</p> : origine}
          </div>
        </div>
      </RadioGroup>
    </div>
  )
}
