import { type Ref } from 'react'
import type { Call } from '#shared/moderation/calls.ts'
import { cibleKey } from '#shared/moderation/target.ts'
import { displayPhone, telephoneUrl } from '#shared/text/contact.ts'
import { displayName } from '#shared/text/names.ts'
import { call as t, calls } from '../../../i18n/appels.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { href } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { CopyButton } from '../../../ui/sheet/CopyButton.tsx'
import { useActs } from '../dossier/use-acts.ts'
import { CallForm } from './CallForm.tsx'
import { keyOf, take, useDay } from './day.ts'

/** Groups asked first on the telephone. */
const ASKED_FIRST = 3

const Phone = ({ telephone }: Pick<Call, 'telephone'>) =>
  telephone === null ? (
    <Notice tone="warn" title={t.noPhone}>
      {t.noPhoneHelp}
    </Notice>
  ) : (
    <div className="call-phone">
      <ExternalLink url={telephoneUrl(telephone)}>
        <Icon name="phone" size={20} />
        <span className="ui-hidden">{t.dial} </span>
        <span className="tabular">{displayPhone(telephone)}</span>
      </ExternalLink>
      <CopyButton label={t.copy} text={displayPhone(telephone)} />
    </div>
  )

const Taking = ({ one }: { readonly one: Call }) => {
  const acts = useActs()
  const { cible, prise } = one
  const mine = useDay((state) => state.taken.has(keyOf(one)))
  const on = { cible, nom: displayName(one.nom), vu: null }
  if (mine) return <Tag icon="user">{calls.takenByMe}</Tag>
  if (prise !== null)
    return (
      <Tag tone="warn" icon="user">
        {calls.takenBy(prise.nom)}
      </Tag>
    )
  const taking = async () => {
    if (await acts.runAloud(on, { geste: 'prendre', quand_meme: false }, calls.took)) take(keyOf(one))
  }
  return (
    <Button size="s" onPress={() => void taking()}>
      {calls.take}
    </Button>
  )
}

type Props = { readonly one: Call; readonly ref?: Ref<HTMLHeadingElement> }

/** One call: whom, why, what to say, and what was learnt. */
export const CallPane = ({ one, ref }: Props) => {
  const { cible, structure_nom, commune, raisons, vues, demandes, portee } = one
  const name = displayName(one.nom)
  const first = raisons.slice(0, ASKED_FIRST).map(({ label }) => label)
  return (
    <article className="call">
      <header className="call-head">
        <div>
          <h3 ref={ref} tabIndex={-1} className="call-title">
            {name}
          </h3>
          <p className="muted">
            {[
              calls.kind[cible.kind],
              ...(structure_nom === null || cible.kind === 'structure' ? [] : [calls.of(displayName(structure_nom))]),
              ...(commune === null ? [] : [displayName(commune)]),
            ].join(' · ')}
          </p>
        </div>
        <div className="call-head-acts">
          <Taking one={one} />
          <Link href={href.dossier(cibleKey(cible))}>{t.dossier}</Link>
        </div>
      </header>
      <Phone telephone={one.telephone} />
      <div className="call-two">
        <section className="call-box">
          <h4>{t.why}</h4>
          <ul>
            {raisons.map((reason) => (
              <li key={reason.groupe}>{t.reason(reason)}</li>
            ))}
          </ul>
          <p className="muted">{t.use(vues, demandes)}</p>
          {portee > 0 && <p className="muted">{t.reach(portee)}</p>}
        </section>
        <section className="call-box">
          <h4>{t.script}</h4>
          <p>{t.hello(name)}</p>
          {first.length > 0 && <p>{t.ask(first)}</p>}
          <p>{t.thanks}</p>
        </section>
      </div>
      <h4 className="call-form-title">{t.form}</h4>
      <CallForm key={cibleKey(cible)} one={one} />
    </article>
  )
}
