import { useEffect, useRef } from 'react'
import type { Joined } from '#shared/accounts/wire.ts'
import { joinText as t } from '../../i18n/join.ts'
import { href, navigate, safeSuite, useQueryString } from '../../lib/route.ts'
import { Button } from '../../ui/Button.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { displayName } from '#shared/text/names.ts'

/** Where one was going before joining: what was being written waits there. */
const useSuite = (): string | null => safeSuite(new URLSearchParams(useQueryString()).get('suite'))

const Ways = ({ issue, structure: { id } }: Pick<Joined, 'issue' | 'structure'>) => {
  const suite = useSuite()
  if (suite !== null)
    return (
      <Button variant="primary" icon="arrow-left" onPress={() => navigate(suite)}>
        {t.goBack}
      </Button>
    )
  if (issue === 'demande')
    return (
      <>
        <Button variant="primary" icon="search" onPress={() => navigate(href.recherche())}>
          {t.goSearch}
        </Button>
        <Button onPress={() => navigate(href.compte())}>{t.mine}</Button>
      </>
    )
  return (
    <>
      <Button variant="primary" icon="people" onPress={() => navigate(href.membres(id))}>
        {issue === 'administrateur' ? t.invite : t.members}
      </Button>
      <Button icon="building" onPress={() => navigate(href.structure(id))}>
        {t.sheet}
      </Button>
    </>
  )
}

/** What joining came to, and what is next. */
export const Outcome = ({ joined: { issue, structure }, onOther }: { readonly joined: Joined; readonly onOther: () => void }) => {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { title, text } = t.done[issue]
  const waits = issue === 'demande'
  return (
    <section className="join-outcome" aria-labelledby="join-outcome">
      <StateMark tone={waits ? 'busy' : 'good'} icon={waits ? 'send' : 'check'} size="l" />
      <div className="ui-form">
        <h2 id="join-outcome" ref={heading} tabIndex={-1}>
          {title(displayName(structure.nom))}
        </h2>
        <p>{typeof text === 'string' ? text : text(structure.administrateurs.join(', '))}</p>
        {waits && <p className="muted">{t.meanwhile}</p>}
        <div className="ui-form-actions">
          <Ways issue={issue} structure={structure} />
          <Button variant="quiet" onPress={onOther}>
            {t.other}
          </Button>
        </div>
      </div>
    </section>
  )
}
