import type { ReactNode } from 'react'
import type { PassageVu, Rapport } from '#shared/partners/connector.ts'
import { span } from '../../i18n/administration.ts'
import { connectors as t } from '../../i18n/administration-connecteurs.ts'
import { formatCount, formatDateTime } from '../../lib/format.ts'
import { Tag } from '../../ui/Tag.tsx'

const LOOKS = {
  pris: { tone: 'good', icon: 'check' },
  inchange: { tone: 'neutral', icon: 'check' },
  quarantaine: { tone: 'warn', icon: 'warning' },
  echec: { tone: 'bad', icon: 'error' },
  essai: { tone: 'accent', icon: 'info' },
} as const

export const Outcome = ({ issue }: Pick<PassageVu, 'issue'>) => <Tag {...LOOKS[issue]}>{t.issues[issue]}</Tag>

const EFFECTS = ['nouvelles', 'modifiees', 'retirees', 'inchangees'] as const

const Effects = ({ rapport }: { readonly rapport: Rapport }) => (
  <table className="admin-table" aria-label={t.report.effects}>
    <thead>
      <tr>
        <th scope="col">{t.report.columns.quoi}</th>
        {EFFECTS.map((name) => (
          <th key={name} scope="col" className="admin-number">
            {t.report.columns[name]}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {(['structures', 'services'] as const).map((kind) => (
        <tr key={kind}>
          <th scope="row">{t.report[kind]}</th>
          {EFFECTS.map((name) => (
            <td key={name} className="admin-number">
              {formatCount(rapport[kind][name])}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  </table>
)

const Lines = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="connector-lines">
    <h4>{title}</h4>
    <ul>{children}</ul>
  </section>
)

const Such = ({ ids }: { readonly ids: readonly string[] }) =>
  ids.length > 0 && <span className="muted">{t.report.such(ids)}</span>

/** What a batch holds, and what it changes or would. */
export const ConnectorReport = ({ rapport }: { readonly rapport: Rapport }) => {
  const { lues, tenues, doublons, sous_seuil, champs, vides, refus, exemples } = rapport
  const facts = [
    t.report.read(lues),
    ...(tenues > 0 ? [t.report.held(tenues)] : []),
    ...(doublons > 0 ? [t.report.twice(doublons)] : []),
  ]
  return (
    <div className="connector-report">
      <p className="muted">{facts.join(' · ')}</p>
      <Effects rapport={rapport} />
      {champs.length > 0 && (
        <Lines title={t.report.fields}>
          {champs.map(({ champ, nombre }) => (
            <li key={champ}>
              <code>{champ}</code> <span className="tabular">{formatCount(nombre)}</span>
            </li>
          ))}
        </Lines>
      )}
      {vides.length > 0 && (
        <Lines title={t.report.emptied}>
          {vides.map(({ genre, champ, vides: empty, remplis }) => (
            <li key={`${genre}/${champ}`}>
              <code>{t.report.ofKind(champ, genre)}</code> <span className="tabular">{t.report.emptiedIn(empty, remplis)}</span>
            </li>
          ))}
        </Lines>
      )}
      {refus.length > 0 && (
        <Lines title={t.report.refused}>
          {refus.map(({ champ, raison, nombre, exemples: ids }) => (
            <li key={`${champ}/${raison}`}>
              <span className="tabular">{formatCount(nombre)}</span> <code>{champ}</code> {raison}
              <Such ids={ids} />
            </li>
          ))}
        </Lines>
      )}
      {sous_seuil.nombre > 0 && (
        <Lines title={t.report.under(sous_seuil.nombre)}>
          <li>
            <Such ids={sous_seuil.exemples} />
          </li>
        </Lines>
      )}
      {(['nouvelles', 'modifiees', 'retirees'] as const)
        .filter((name) => exemples[name].length > 0)
        .map((name) => (
          <Lines key={name} title={t.report.examples[name]}>
            <li className="muted">{exemples[name].join(', ')}</li>
          </Lines>
        ))}
    </div>
  )
}

/** One run: when, how it went, and what it changed. */
export const RunTold = ({ run }: { readonly run: PassageVu }) => {
  const { le, par, issue, quarantaine, force, duree_ms, rapport } = run
  const why = t.why(run)
  return (
    <>
      <p className="connector-run">
        <Outcome issue={issue} />
        <time dateTime={le}>{formatDateTime(le)}</time>
        <span className="muted">
          {[
            par === 'equipe' ? t.runs.byTeam : t.runs.byClock,
            t.runs.lasted(span(duree_ms)),
            ...(force ? [t.runs.forced] : []),
          ].join(', ')}
        </span>
      </p>
      {issue === 'essai' && quarantaine !== null && (
        <Tag tone="warn" icon="warning">
          {t.runs.wouldBeHeld}
        </Tag>
      )}
      {why !== '' && <p>{why}</p>}
      {rapport !== null && <ConnectorReport rapport={rapport} />}
    </>
  )
}
