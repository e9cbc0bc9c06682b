import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { Input } from 'react-aria-components/Input'
import { MOST_BESOINS, type Lecture } from '#shared/plan/plan.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { plan } from '../../i18n/plan.ts'
import { announce } from '../../lib/announce.ts'
import { client, useCall } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { addNeeds } from './edits.ts'
import { NeedPicker } from './NeedPicker.tsx'
import type { PlanEditor } from './use-plan.ts'
import type { Proposals } from './use-proposals.ts'

const t = plan.say
const PAUSE_MS = 120

/** The same text once one has stopped typing for a moment. */
const useSettled = (text: string): string => {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}

const Understood = ({ lecture }: { readonly lecture: Lecture }) => (
  <ul className="plan-understood" aria-label={t.understood}>
    {lecture.besoins.map(({ mots, thematiques }) => (
      <li key={mots}>
        {thematiques[0] === undefined ? (
          <Tag tone="warn" icon="search">
            {t.words(mots)}
          </Tag>
        ) : (
          <Tag tone="accent" icon="check">
            {labelOf('thematiques', thematiques[0])}
          </Tag>
        )}
      </li>
    ))}
    {lecture.contraintes.map((one) => (
      <li key={one}>
        <Tag icon="filter">{plan.constraint[one]}</Tag>
      </li>
    ))}
    {lecture.publics.map((one) => (
      <li key={one}>
        <Tag icon="people">{t.public(labelOf('publics', one))}</Tag>
      </li>
    ))}
    {lecture.corrections.map(({ de, vers }) => (
      <li key={de}>
        <Tag icon="pencil">{t.fixed(de, vers)}</Tag>
      </li>
    ))}
  </ul>
)

/** A mistake that was understood is put right: these words are printed. */
const fixing =
  (corrections: Lecture['corrections']) =>
  (text: string): string =>
    corrections.reduce((all, { de, vers }) => all.replace(de, () => vers), text).slice(0, 500)

type Props = { readonly editor: PlanEditor; readonly proposals: Proposals }

/** What gets in the way, as it is said. What is understood shows as one types; Enter proposes. */
export const PlanInput = ({ editor, proposals }: Props) => {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [picking, setPicking] = useState(false)
  const { saisie, besoins } = editor.doc
  const settled = useSettled(saisie.trim())
  const { data, error } = useCall('plans.lire', { texte: settled }, { enabled: settled !== '', keepPrevious: true })

  // A plan that is begun is written at once.
  const begins = useRef(besoins.length === 0 && saisie === '')
  useEffect(() => {
    if (begins.current) input.current?.focus()
  }, [])

  const take = (read: Pick<Lecture, 'besoins' | 'contraintes' | 'publics'>) => {
    const before = editor.now()
    editor.change((doc) => {
      const needs = read.besoins.map((need) => ({ ...need, publics: need.publics.length > 0 ? need.publics : read.publics }))
      const next = addNeeds(doc, needs)
      return { ...next, contraintes: [...new Set([...next.contraintes, ...read.contraintes])] }
    })
    return editor.now().besoins.length - before.besoins.length
  }
  const propose = async (event: FormEvent) => {
    event.preventDefault()
    const texte = editor.now().saisie.trim()
    try {
      if (texte !== '') {
        const read = await client.call('plans.lire', { texte })
        const fixed = fixing(read.corrections)
        editor.change((doc) => ({ ...doc, saisie: fixed(doc.saisie) }))
        const added = take({ ...read, besoins: read.besoins.map((need) => ({ ...need, mots: fixed(need.mots) })) })
        if (read.besoins.length === 0 && editor.now().besoins.length === 0) return announce(t.nothing)
        if (added < read.besoins.length && editor.now().besoins.length >= MOST_BESOINS) showToast({ message: t.full })
        else if (added === 0) announce(t.nothingNew)
      }
      await proposals.fill()
    } catch (failure) {
      showToast({ tone: 'erreur', message: failure instanceof Error ? failure.message : t.failed })
    }
    return undefined
  }

  return (
    <form className="plan-say" onSubmit={(event) => void propose(event)}>
      <label className="ui-label" htmlFor={id}>
        {t.label}
      </label>
      <div className="plan-say-line">
        <div className="ui-box">
          <Icon name="search" />
          <Input
            id={id}
            ref={input}
            className="ui-input plan-say-input"
            {...(begins.current && { 'data-begins': true })}
            maxLength={500}
            placeholder={t.placeholder}
            autoComplete="off"
            value={saisie}
            onChange={({ target: { value } }) => editor.change((doc) => ({ ...doc, saisie: value }))}
          />
        </div>
        <Button type="submit" variant="primary" isPending={proposals.busy}>
          {t.propose}
        </Button>
        <Button icon="list" onPress={() => setPicking(true)}>
          {t.pick}
        </Button>
      </div>
      {error !== null && settled !== '' && <p className="ui-error">{error.message}</p>}
      {data !== undefined && settled !== '' && <Understood lecture={data} />}
      {picking && (
        <NeedPicker
          has={besoins.flatMap(({ thematiques }) => (thematiques.length === 1 ? thematiques : []))}
          onClose={() => setPicking(false)}
          onChoose={(values) => {
            setPicking(false)
            take({
              besoins: values.map((value) => ({ mots: labelOf('thematiques', value), thematiques: [value], publics: [] })),
              contraintes: [],
              publics: [],
            })
            void proposals.fill()
          }}
        />
      )}
    </form>
  )
}
