import { useState } from 'react'
import { acceptanceMessage, acceptanceToPerson, fillPlaceholders } from '#shared/orientation/answers.ts'
import { accept as t, acts } from '../../../i18n/orientation-answers.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { useAct } from '../use-act.ts'
import { aboutOf, particularsOf, personOf } from './about.ts'
import { ActDialog } from '../../../ui/ActDialog.tsx'
import type { AnswerProps } from './props.ts'
import { messageProblem } from './message.ts'
import { MessageField } from './MessageField.tsx'
import { Templates } from './Templates.tsx'

/** « Accepter »: a message to who sent it, and another to the person when they have an e-mail. */
export const AcceptDialog = ({ of, onClose, onAnswered }: AnswerProps) => {
  const { adresse } = particularsOf(of)
  const [message, setMessage] = useState(() => fillPlaceholders(acceptanceMessage(aboutOf(of)), { adresse }))
  const [toPerson, setToPerson] = useState(() => fillPlaceholders(acceptanceToPerson(aboutOf(of)), { adresse }))
  const [tried, setTried] = useState(false)
  const { run, isPending, error } = useAct()
  const hasEmail = of.personne.courriel !== ''
  const wrong = messageProblem(message, true)
  const wrongToPerson = hasEmail ? messageProblem(toPerson, true) : null
  const confirm = async () => {
    setTried(true)
    if (wrong !== null || wrongToPerson !== null) return
    const act = {
      geste: 'accepter',
      sens: 'reception',
      id: of.id,
      message: message.trim(),
      message_personne: hasEmail ? toPerson.trim() : null,
    } as const
    if (await run(act, t.done(personOf(of)))) onAnswered()
  }
  return (
    <ActDialog
      title={t.title(personOf(of))}
      confirm={t.confirm}
      size="l"
      writes
      isBusy={isPending}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <div className={hasEmail ? 'act-two' : 'act-one'}>
        <MessageField
          label={t.toPrescriber}
          description={acts.readBy.prescripteur(of.prescripteur.nom)}
          value={message}
          onChange={setMessage}
          problem={tried ? wrong : null}
          isRequired
          autoFocus
          rows={11}
          aside={<Templates geste="accepter" message={message} particulars={particularsOf(of)} onUse={setMessage} />}
        />
        {hasEmail && (
          <MessageField
            label={t.toPerson}
            description={acts.readBy.personne(personOf(of))}
            value={toPerson}
            onChange={setToPerson}
            problem={tried ? wrongToPerson : null}
            isRequired
            rows={11}
            aside={
              <Templates geste="ecrire-beneficiaire" message={toPerson} particulars={particularsOf(of)} onUse={setToPerson} />
            }
          />
        )}
      </div>
      {!hasEmail && <Notice>{t.noEmail}</Notice>}
    </ActDialog>
  )
}
