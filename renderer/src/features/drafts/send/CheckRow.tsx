import type { ReactNode } from 'react'
import type { Check } from '#shared/orientation/checks.ts'
import { checksText as t } from '../../../i18n/sending.ts'
import { Button } from '../../../ui/Button.tsx'
import type { IconName } from '../../../ui/Icon.tsx'
import { StateMark } from '../../../ui/StateMark.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { MAX_REASON, reasonProblem, type Reasons } from './overrides.ts'

/** Words, drawing and colour of each level; what asks for something is square. */
const LOOKS = {
  ok: { mark: 'good', tag: 'good', icon: 'check' },
  attention: { mark: 'neutral', tag: 'neutral', icon: 'info' },
  raison: { mark: 'warn', tag: 'warn', icon: 'pencil' },
  bloquant: { mark: 'bad', tag: 'bad', icon: 'close' },
} as const satisfies Readonly<Record<Check['niveau'], { mark: string; tag: string; icon: IconName }>>

type Props = {
  readonly check: Check
  readonly reasons: Reasons
  /** Sending was tried: a reason that is missing says so. */
  readonly tried: boolean
  readonly onReason: (text: string) => void
  /** Below what was found. */
  readonly children?: ReactNode
}

/** One line, typed or taken from those that come up most. */
const Reason = ({ check: { regle }, reasons, tried, onReason }: Props) => {
  const problem = reasonProblem(reasons, regle)
  const error = problem === 'longue' ? t.raisonLongue(MAX_REASON) : problem === 'manque' && tried ? t.raisonManque : undefined
  return (
    <div className="send-reason">
      <TextField
        label={t.raisonDe(t.regles[regle])}
        description={t.raisonAide}
        value={reasons[regle] ?? ''}
        onChange={onReason}
        maxLength={MAX_REASON}
        errorMessage={error}
        isRequired
        autoComplete="off"
      />
      <div className="send-reason-choices" role="group" aria-label={t.raisonsProposees(t.regles[regle])}>
        {t.raisons[regle].map((choice) => (
          <Button key={choice} size="s" onPress={() => onReason(choice)}>
            {choice}
          </Button>
        ))}
      </div>
    </div>
  )
}

/** What was looked at, what was found, and what is asked to send all the same. */
export const CheckRow = (props: Props) => {
  const { regle, niveau, message } = props.check
  const look = LOOKS[niveau]
  return (
    <li className="send-check" data-regle={regle} data-niveau={niveau} {...(niveau === 'bloquant' && { tabIndex: -1 })}>
      <StateMark tone={look.mark} icon={look.icon} />
      <div className="send-check-text">
        <p className="send-check-head">
          <strong>{t.regles[regle]}</strong>
          <Tag tone={look.tag}>{t.niveaux[niveau]}</Tag>
        </p>
        <p>{message}</p>
        {props.children}
        {niveau === 'raison' && <Reason {...props} />}
      </div>
    </li>
  )
}
