import { useState } from 'react'
import { acts, write as t } from '../../../i18n/orientation-answers.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../../ui/CheckboxGroup.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { useAct } from '../use-act.ts'
import { hasReferent, particularsOf, personOf } from './about.ts'
import { ActDialog } from '../../../ui/ActDialog.tsx'
import type { AnswerProps } from './props.ts'
import { messageProblem } from './message.ts'
import { MessageField } from './MessageField.tsx'
import { Templates } from './Templates.tsx'

type To = 'ecrire-prescripteur' | 'ecrire-beneficiaire'
type Copy = 'prescripteur' | 'referent' | 'beneficiaire'

/** « Écrire »: to who sent it, or to the person, with copies. */
export const WriteDialog = ({ view, of, onClose, first }: AnswerProps & { readonly first: To }) => {
  const hasEmail = of.personne.courriel !== ''
  const mayPerson = hasEmail && view.gestes.includes('ecrire-beneficiaire')
  const [to, setTo] = useState<To>(first === 'ecrire-beneficiaire' && !mayPerson ? 'ecrire-prescripteur' : first)
  const [copies, setCopies] = useState<readonly Copy[]>([])
  const [message, setMessage] = useState('')
  const [tried, setTried] = useState(false)
  const { run, isPending, error } = useAct()
  const wrong = messageProblem(message, true)
  const others: readonly Copy[] = [
    ...(to === 'ecrire-beneficiaire' ? (['prescripteur'] as const) : hasEmail ? (['beneficiaire'] as const) : []),
    ...(hasReferent(of) ? (['referent'] as const) : []),
  ]
  const confirm = async () => {
    setTried(true)
    if (wrong !== null) return
    const common = { sens: 'reception', id: of.id, message: message.trim() } as const
    const kept = copies.filter((copy) => others.includes(copy))
    const done = await run(
      to === 'ecrire-beneficiaire'
        ? { ...common, geste: to, copies: kept.filter((copy) => copy !== 'beneficiaire') }
        : { ...common, geste: to, copies: kept.filter((copy) => copy !== 'prescripteur') },
      t.done,
    )
    if (done) onClose()
  }
  const name = to === 'ecrire-beneficiaire' ? personOf(of) : of.prescripteur.nom
  return (
    <ActDialog
      title={to === 'ecrire-beneficiaire' ? t.toPerson(name) : t.toPrescriber(name)}
      confirm={t.confirm}
      writes
      isBusy={isPending}
      error={error}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {mayPerson && (
        <RadioGroup<To>
          label={t.menuLabel}
          inline
          choices={[
            { value: 'ecrire-prescripteur', label: t.prescriber(of.prescripteur.nom) },
            { value: 'ecrire-beneficiaire', label: t.person(personOf(of)) },
          ]}
          value={to}
          onChange={setTo}
        />
      )}
      <MessageField
        label={acts.message}
        description={acts.noSensitive}
        value={message}
        onChange={setMessage}
        problem={tried ? wrong : null}
        isRequired
        autoFocus
        rows={8}
        aside={<Templates geste={to} message={message} particulars={particularsOf(of)} onUse={setMessage} />}
      />
      {others.length > 0 && (
        <CheckboxGroup label={t.copies} inline value={[...copies]} onChange={(next) => setCopies(next as Copy[])}>
          {others.map((copy) => (
            <Checkbox key={copy} value={copy}>
              {t.copy[copy]}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
    </ActDialog>
  )
}
