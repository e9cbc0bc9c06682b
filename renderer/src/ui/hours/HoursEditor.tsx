import { useEffect, useId, useRef } from 'react'
import { hoursText } from '../../i18n/hours.ts'
import { Button } from '../Button.tsx'
import { Icon } from '../Icon.tsx'
import { Notice } from '../Notice.tsx'
import { HoursGrid } from './HoursGrid.tsx'
import { RawHours } from './RawHours.tsx'
import { useHoursDraft } from './use-hours-draft.ts'
import '../Field.css'
import './hours.css'

type Props = {
  /** OSM `opening_hours` text, or whatever a producer wrote. */
  readonly value: string
  /** Called at each change that the text tells; never by opening. */
  readonly onChange: (text: string) => void
  readonly label: string
  readonly errorMessage?: string | undefined
  readonly isDisabled?: boolean
  /** The field of the remark; without it, shown only where there is one. */
  readonly withRemark?: boolean
}

/** `<HoursEditor label="Horaires d’accueil" value={horaires} onChange={setHoraires} errorMessage={problem} />` */
export const HoursEditor = ({ value, onChange, label, errorMessage = '', isDisabled = false, withRemark = true }: Props) => {
  const id = useId()
  const title = useRef<HTMLParagraphElement>(null)
  const draft = useHoursDraft(value, onChange)
  const raw = draft.plan === null
  const before = useRef(raw)
  // The button that changed the view has gone with it.
  useEffect(() => {
    if (before.current !== raw) title.current?.focus()
    before.current = raw
  }, [raw])
  return (
    <div
      role="group"
      className="hours"
      aria-labelledby={`${id}-title`}
      {...(errorMessage !== '' && { 'aria-describedby': `${id}-error` })}
    >
      <p className="hours-title" id={`${id}-title`} ref={title} tabIndex={-1}>
        {label}
      </p>
      {draft.before !== null && (
        <Notice
          title={hoursText.ancien}
          actions={
            <Button size="s" icon="undo" isDisabled={isDisabled} onPress={draft.goBack}>
              {hoursText.revenir}
            </Button>
          }
        >
          <span className="hours-before">{draft.before}</span>
        </Notice>
      )}
      {draft.plan === null ? (
        <RawHours
          label={hoursText.brut}
          value={value}
          onChange={draft.type}
          isDisabled={isDisabled}
          onOpen={draft.open}
          onStartEmpty={draft.startEmpty}
        />
      ) : (
        <HoursGrid plan={draft.plan} onChange={draft.edit} isDisabled={isDisabled} withRemark={withRemark} />
      )}
      {errorMessage !== '' && (
        <p className="ui-error" id={`${id}-error`}>
          <Icon name="error" size={16} />
          <span>{errorMessage}</span>
        </p>
      )}
    </div>
  )
}
