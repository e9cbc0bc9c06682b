import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { draftServiceOf } from '#shared/orientation/snapshot.ts'
import { decisive, type Question, questionsOf } from '#shared/person/eligibility.ts'
import { type Dossier, fullNameOf, initialsOf, type Profil } from '#shared/person/profile.ts'
import { folders } from '../../i18n/people-folders.ts'
import { announce } from '../../lib/announce.ts'
import { client, useCall } from '../../lib/api.ts'
import { useCurrentPerson, useIsDiscreet } from '../../lib/current-person.ts'
import { showToast } from '../../lib/toasts.ts'
import { VERDICT_LOOKS, VerdictTag } from '../../lib/VerdictTag.tsx'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import './eligibility.css'

const t = folders.eligible

/** Over what the folder holds now, not over what this sheet last read of it. */
const note = async (id: string, change: (profil: Profil) => Profil): Promise<void> => {
  try {
    const { profil, version } = await client.call('personnes.get', { id })
    await client.call('personnes.save', { id, profil: change(profil), base: version })
    announce(t.kept)
  } catch (error) {
    showToast({ tone: 'erreur', message: (error as Error).message })
  }
}

type AnswersProps = { readonly person: Dossier; readonly quoi: string; readonly question: Question }

/** Answered once, it is remembered for every service that asks the same. The same answer again takes it back. */
const Answers = ({ person, quoi, question: { champ, cle } }: AnswersProps) => {
  const known = person.profil[champ][cle]
  const answer = (value: 'oui' | 'non') =>
    void note(person.id, (profil) => {
      const { [cle]: before, ...others } = profil[champ]
      return { ...profil, [champ]: before === value ? others : { ...others, [cle]: value } }
    })
  return (
    <span className="sheet-eligibility-answers" role="group" aria-label={t.answer(quoi)}>
      {(['oui', 'non'] as const).map((value) => (
        <Button
          key={value}
          size="s"
          variant={known === value ? 'primary' : 'secondary'}
          aria-pressed={known === value}
          onPress={() => answer(value)}
        >
          {folders.fields[value]}
        </Button>
      ))}
    </span>
  )
}

const Missing = ({ person, data }: { readonly person: Dossier; readonly data: ServiceSheet }) => {
  const missing = draftServiceOf(data).documents.filter((one) => !person.profil.documents.includes(one))
  if (missing.length === 0) return null
  const has = (one: string) =>
    void note(person.id, (profil) =>
      profil.documents.includes(one) ? profil : { ...profil, documents: [...profil.documents, one].slice(0, 100) },
    )
  return (
    <div className="sheet-eligibility-missing">
      <p>{t.documents}</p>
      <ul>
        {missing.map((one) => (
          <li key={one}>
            <span>{one}</span>
            <Button size="s" variant="quiet" icon="check" aria-label={t.has(one)} onPress={() => has(one)}>
              {t.hasIt}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What the service is for the person in front: line by line, each that is not known to be answered here. Nothing for nobody. */
export const PersonEligibility = ({ data, level }: { readonly data: ServiceSheet; readonly level: 2 | 3 }) => {
  const person = useCurrentPerson()
  const discreet = useIsDiscreet()
  const { service } = data
  const weighed = useCall(
    'personnes.eligibilite',
    { id: person?.id ?? '', serviceId: service.id },
    { enabled: person !== null, keepPrevious: true },
  )
  if (person === null) return null
  const Title = `h${level}` as const
  const whole = fullNameOf(person.profil)
  const name = discreet ? initialsOf(whole) : whole
  const questions = questionsOf(service)
  const told = weighed.data
  const line = told === undefined ? null : decisive(told)
  return (
    <section className="sheet-eligibility no-print" aria-labelledby={`eligibility-${level}`}>
      <div className="sheet-eligibility-head">
        <Title id={`eligibility-${level}`}>{t.title(name)}</Title>
        {told !== undefined && (
          <span role="status">
            <VerdictTag verdict={told.verdict} />
          </span>
        )}
      </div>
      {weighed.error !== null && told === undefined && (
        <ReadFailure title={t.failed} error={weighed.error} onRetry={() => void weighed.refetch()} />
      )}
      {told !== undefined && line !== null && told.verdict !== 'eligible' && (
        <p>{`${line.quoi} — ${told.verdict === 'non' ? 'non, ' : ''}${line.raison}`}</p>
      )}
      {told !== undefined && (
        <Disclosure title={t.detail} level={level === 2 ? 3 : 4} defaultExpanded>
          <ul className="sheet-eligibility-lines" aria-label={t.detail}>
            {told.lignes.map(({ quoi, verdict, raison }) => {
              const question = questions.get(quoi)
              return (
                <li key={quoi} data-verdict={verdict}>
                  <StateMark tone={VERDICT_LOOKS[verdict].mark} icon={VERDICT_LOOKS[verdict].icon} />
                  <span>
                    <strong>{quoi}</strong>
                    <span className="sheet-eligibility-why">{`${t.lines[verdict]}\u202f: ${raison}`}</span>
                  </span>
                  {question !== undefined && <Answers person={person} quoi={quoi} question={question} />}
                </li>
              )
            })}
          </ul>
          <Missing person={person} data={data} />
        </Disclosure>
      )}
    </section>
  )
}
