import { useRef, useState } from 'react'
import { REFUSAL_REASONS, refusalMessage } from '#shared/orientation/answers.ts'
import { acts, refuse as t } from '../../../i18n/orientation-answers.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../../ui/CheckboxGroup.tsx'
import { useAct } from '../use-act.ts'
import { aboutOf, particularsOf, personOf } from './about.ts'
import { ActDialog } from '../../../ui/ActDialog.tsx'
import type { AnswerProps } from './props.ts'
import { messageProblem } from './message.ts'
import { MessageField } from './MessageField.tsx'
import { Templates } from './Templates.tsx'

/** « Refuser »: reasons, and a message that follows them until it is changed by hand. */
export const RefuseDialog = ({ of, onClose, onAnswered }: AnswerProps) => {
  const [motifs, setMotifs] = useState<readonly string[]>([])
  /** Null as long as the message follows the reasons. */
  const [own, setOwn] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const { run, isPending, error } = useAct()
  const reasons = useRef<HTMLDivElement>(null)
  const message = own ?? refusalMessage(motifs, aboutOf(of))
  const wrong = messageProblem(message, true)
  const confirm = async () => {
    setTried(true)
    if (motifs.length === 0) reasons.current?.querySelector('input')?.focus()
    if (wrong !== null || motifs.length === 0) return
    const done = await run(
      { geste: 'refuser', sens: 'reception', id: of.id, motifs: [...motifs], message: message.trim() },
      t.done(personOf(of)),
    )
    if (done) onAnswered()
  }
  return (
    <ActDialog
      title={t.title(personOf(of))}
      confirm={t.confirm}
      size="l"
      danger
      writes
      isBusy={isPending}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <div className="act-two">
        <div ref={reasons}>
          <CheckboxGroup
            label={t.reasons}
            description={t.reasonsHelp}
            value={[...motifs]}
            onChange={setMotifs}
            isRequired
            errorMessage={tried && motifs.length === 0 ? t.reasonsNeeded : ''}
            className="act-reasons"
          >
            {REFUSAL_REASONS.map(({ value, label }, index) => (
              <Checkbox key={value} value={value} autoFocus={index === 0}>
                {label}
              </Checkbox>
            ))}
          </CheckboxGroup>
        </div>
        <div className="act-one">
          <MessageField
            label={t.message}
            description={acts.readBy.prescripteur(of.prescripteur.nom)}
            value={message}
            onChange={setOwn}
            problem={tried ? wrong : null}
            isRequired
            rows={12}
            aside={<Templates geste="refuser" message={message} particulars={particularsOf(of)} onUse={setOwn} />}
          />
          <p className="ui-description">
            {own === null ? t.generated : t.edited}{' '}
            {own !== null && (
              <Button variant="quiet" size="s" icon="undo" onPress={() => setOwn(null)}>
                {t.again}
              </Button>
            )}
          </p>
        </div>
      </div>
    </ActDialog>
  )
}
