import { useEffect, useRef, useState } from 'react'
import type { AccountState } from '#shared/contract/account.ts'
import type { Joined } from '#shared/accounts/wire.ts'
import type { Rattachement } from '#shared/accounts/compte.ts'
import { formatSiret } from '#shared/reference/siret.ts'
import { joinText as t } from '../../i18n/join.ts'
import { people } from '../../i18n/people.ts'
import { tieWith } from '../../lib/account.ts'
import { isFranceTravail, isFranceTravailAddress } from '../../lib/addresses.ts'
import { useAction } from '../../lib/api.ts'
import { CguCheck } from '../../lib/CguCheck.tsx'
import { href, navigate } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { displayName } from '#shared/text/names.ts'
import { actFor, asksResponsibility, joinInput, type Candidate } from './candidate.ts'

const LABELS = { rejoindre: t.actJoin, entrer: t.actEnter, relancer: t.actRemind } as const

const whatWillBe = ({ aAdministrateur }: Candidate, tie: Rattachement | null): string | null => {
  if (tie?.etat === 'membre') return t.stateMember
  if (tie?.etat === 'demande') return t.stateRequest
  if (tie?.etat === 'invitation') return t.stateInvitation(tie.admin)
  if (aAdministrateur === null) return t.stateMaybe
  return aAdministrateur ? t.stateAsk : null
}

const Recap = ({ candidate: { siret, adresse } }: { readonly candidate: Candidate }) => (
  <dl className="join-recap">
    <div>
      <dt>{t.address}</dt>
      <dd>{adresse ?? t.unknown}</dd>
    </div>
    <div>
      <dt>{t.siret}</dt>
      <dd className="tabular">{siret === null ? t.unknown : formatSiret(siret)}</dd>
    </div>
  </dl>
)

type Props = {
  readonly candidate: Candidate
  readonly state: AccountState
  readonly onJoined: (joined: Joined) => void
  readonly onOther: () => void
}

/** What is about to be joined, what that makes of the person, and what they accept by it. */
export const Confirm = ({ candidate, state, onJoined, onOther }: Props) => {
  const [cgu, setCgu] = useState(false)
  const [answers, setAnswers] = useState(false)
  const [tried, setTried] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  const join = useAction('account.join')
  const remind = useAction('members.resend')
  const tie = candidate.structureId === null ? null : tieWith(state, candidate.structureId)
  const act = actFor(tie)
  const needsCgu = act === 'rejoindre' && state.cgu_a_accepter
  const needsAnswer = asksResponsibility(candidate, tie)
  const input = joinInput(candidate)
  const error = join.error ?? remind.error
  const will = whatWillBe(candidate, tie)
  useEffect(() => heading.current?.focus(), [])

  const submit = () => {
    if (act === 'entrer') return navigate(href.membres(candidate.structureId ?? ''))
    if (act === 'relancer' && tie !== null)
      return remind.mutate(
        { structureId: tie.structure_id, userId: tie.user_id },
        { onSuccess: () => showToast({ message: t.reminded }) },
      )
    setTried(true)
    if ((needsCgu && !cgu) || (needsAnswer && !answers) || input === null) return
    join.mutate(input, { onSuccess: onJoined })
  }
  return (
    <section className="join-confirm" aria-labelledby="join-confirm">
      <p className="ui-description">{t.confirm}</p>
      <h2 id="join-confirm" ref={heading} tabIndex={-1}>
        {displayName(candidate.nom)}
      </h2>
      <Recap candidate={candidate} />
      {will !== null && <Notice>{will}</Notice>}
      {isFranceTravail(candidate.siret) && !isFranceTravailAddress(state.compte?.courriel ?? '') && (
        <Notice tone="warn" title={t.ftTitle}>
          {t.ft}
        </Notice>
      )}
      <Form onSubmit={submit}>
        {needsAnswer && (
          <div className="join-check">
            {candidate.aAdministrateur === false && <strong>{t.coTitle}</strong>}
            <Checkbox isSelected={answers} onChange={setAnswers}>
              {t.co}
            </Checkbox>
            {tried && !answers && (
              <p className="ui-error" role="alert">
                {t.coNeeded}
              </p>
            )}
          </div>
        )}
        {needsCgu && (
          <div className="join-check">
            <CguCheck isSelected={cgu} onChange={setCgu} />
            {tried && !cgu && (
              <p className="ui-error" role="alert">
                {people.cguNeeded}
              </p>
            )}
          </div>
        )}
        {error !== null && (
          <Notice tone="bad" urgent>
            {error.message}
          </Notice>
        )}
        <div className="ui-form-actions">
          <Button type="submit" variant="primary" isDisabled={join.isPending || remind.isPending}>
            {join.isPending ? t.joining : LABELS[act]}
          </Button>
          <Button variant="quiet" icon="arrow-left" onPress={onOther}>
            {t.other}
          </Button>
        </div>
      </Form>
    </section>
  )
}
