import type { SyncStatus } from '#shared/contract/sync.ts'
import { exchanges as t, syncState } from '../../i18n/sync.ts'
import { exchangeState } from '../../lib/exchange-state.ts'
import { formatDateTime } from '../../lib/format.ts'
import { href, navigate } from '../../lib/route.ts'
import { SyncProgressBar } from '../../lib/SyncProgressBar.tsx'
import { territoriesInWords } from '../../lib/territories.ts'
import { momentOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { StateMark } from '../../ui/StateMark.tsx'
import { gapInWords } from './clock-gap.ts'

const Facts = ({ status, now }: { readonly status: SyncStatus; readonly now: Date }) => {
  const { serveur, embarque, compte, a_jour_le: last } = status
  return (
    <dl className="exchange-list-facts">
      <div>
        <dt>{t.last}</dt>
        <dd>
          {last === null ? (
            t.never
          ) : (
            <time dateTime={last} title={formatDateTime(last)}>
              {momentOf(last, now)}
            </time>
          )}
        </dd>
      </div>
      <div>
        <dt>{t.dataOf}</dt>
        <dd>{status.donnees_du === null ? t.never : formatDateTime(status.donnees_du)}</dd>
      </div>
      <div>
        <dt>{t.server}</dt>
        <dd>{serveur === null ? t.noServer : embarque ? t.embedded : serveur}</dd>
      </div>
      <div>
        <dt>{t.account}</dt>
        <dd>{compte === null ? t.noAccount : compte.courriel}</dd>
      </div>
      <div>
        <dt>{t.territories}</dt>
        <dd>{territoriesInWords(status.territoires) ?? t.wholeFrance}</dd>
      </div>
    </dl>
  )
}

/** What the state and the notices below say already. */
const SAID: readonly string[] = ['sync-hors-ligne', 'sync-session', 'sync-sans-serveur']

const Warnings = ({ status }: { readonly status: SyncStatus }) => (
  <>
    {status.erreur !== null && !SAID.includes(status.erreur.code) && (
      <Notice tone={status.etat === 'bloque' ? 'bad' : 'warn'} title={t.whatNow}>
        {status.erreur.message}
      </Notice>
    )}
    {status.session_expiree && (
      <Notice
        tone="warn"
        title={t.expiredTitle}
        actions={
          <Button size="s" icon="user" onPress={() => navigate(href.connexion(href.echanges()))}>
            {t.signInAgain}
          </Button>
        }
      >
        {t.expiredText}
      </Notice>
    )}
    {status.decalage_horloge_s !== null && (
      <Notice tone="warn" title={t.clockTitle}>
        {t.clock(gapInWords(status.decalage_horloge_s), status.decalage_horloge_s > 0)}
      </Notice>
    )}
  </>
)

/** The state in full sentences: what it is, since when, what is safe, and what to do. */
export const StatePanel = ({ status, now }: { readonly status: SyncStatus; readonly now: Date }) => {
  const { title, text } = t.states[status.etat]
  const left = [
    ...(status.en_attente > 0 ? [syncState.waiting(status.en_attente)] : []),
    ...(status.a_verifier > 0 ? [syncState.toCheck(status.a_verifier)] : []),
  ]
  const { tone, icon } = exchangeState({ ...status, a_verifier: 0, en_attente: 0, session_expiree: false }, now)
  return (
    <section className="exchange-state" aria-labelledby="exchange-state">
      <div className="exchange-state-head">
        <StateMark tone={tone} icon={icon} size="l" />
        <div>
          <h2 id="exchange-state">{title}</h2>
          <p>
            {status.depuis !== null && (status.etat === 'hors-ligne' || status.etat === 'bloque') && (
              <>{t.since(momentOf(status.depuis, now))} </>
            )}
            {text}
            {left.length > 0 && ` ${t.left(left)}`}
          </p>
        </div>
      </div>
      {status.progression !== null && <SyncProgressBar progress={status.progression} />}
      <Warnings status={status} />
      <Facts status={status} now={now} />
      <p>
        <Link href={href.reglages('serveur')}>{t.settings}</Link>
      </p>
    </section>
  )
}
