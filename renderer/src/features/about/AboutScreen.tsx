import { labelOf } from '#shared/reference/labels.ts'
import type { CatalogueInfo } from '#shared/contract/catalogue.ts'
import { aboutText as t } from '../../i18n/about.ts'
import { useCall } from '../../lib/api.ts'
import { ExternalLink } from '../../lib/ExternalLink.tsx'
import { formatCount, formatDateTime } from '../../lib/format.ts'
import { TerritoryKit } from '../../lib/kit/TerritoryKit.tsx'
import { href } from '../../lib/route.ts'
import { useSyncStatus } from '../../lib/sync-status.ts'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import './about.css'

type CatalogueProps = { readonly info: CatalogueInfo; /** Instant of the data, as everywhere. */ readonly date: string | null }

const Catalogue = ({ info, date }: CatalogueProps) => (
  <>
    {info.demonstration && (
      <Notice tone="warn" title={t.demonstration}>
        <p>{t.demonstrationText}</p>
        <p>{t.import}</p>
        <ul className="about-list">
          <li>
            <code>npm run import -- data.gouv</code>
            {'\u202f: '}
            {t.importOfficial}
          </li>
          <li>
            <code>npm run import -- structures.json services.json</code>
            {'\u202f: '}
            {t.importFiles}
          </li>
        </ul>
      </Notice>
    )}
    <dl className="about-figures">
      <div>
        <dt>{t.services}</dt>
        <dd className="tabular">{formatCount(info.services)}</dd>
      </div>
      <div>
        <dt>{t.structures}</dt>
        <dd className="tabular">{formatCount(info.structures)}</dd>
      </div>
      <div>
        <dt>{t.generated}</dt>
        <dd>{formatDateTime(date ?? info.genere_le)}</dd>
      </div>
    </dl>
    <table className="about-sources">
      <caption className="ui-hidden">{t.sources}</caption>
      <thead>
        <tr>
          <th scope="col">{t.source}</th>
          <th scope="col">{t.services}</th>
          <th scope="col">{t.structures}</th>
        </tr>
      </thead>
      <tbody>
        {info.sources.map(({ source, services, structures }) => (
          <tr key={source}>
            <th scope="row">{labelOf('sources', source)}</th>
            <td className="tabular">{formatCount(services)}</td>
            <td className="tabular">{formatCount(structures)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </>
)

/** Version, figures of the catalogue, credits, and the accessibility statement: only what is true. */
export const AboutScreen = () => {
  const { data: info } = useCall('app.info', undefined)
  const catalogue = useCall('catalogue.info', undefined)
  const date = useSyncStatus()?.donnees_du ?? null
  const { data: credits } = useCall('geo.credits', undefined)
  return (
    <ScreenPage title={t.title} {...(info !== undefined && { subtitle: t.version(info.version, info.host) })}>
      <div className="about">
        <p className="prose">
          {t.what} <Link href={href.bienvenue()}>{t.firstSteps}</Link> {t.and}{' '}
          <Link href={href.conditions()}>{t.conditions}</Link>
        </p>
        <TerritoryKit />
        <section>
          <h2>{t.catalogue}</h2>
          {catalogue.error !== null && (
            <Notice tone="bad" urgent>
              {catalogue.error.message}
            </Notice>
          )}
          {catalogue.isPending && <Skeleton lines={4} />}
          {catalogue.data === null && <p>{t.none}</p>}
          {catalogue.data != null && <Catalogue info={catalogue.data} date={date} />}
        </section>
        <section>
          <h2>{t.credits}</h2>
          <ul className="about-list">
            {credits?.map((credit) => (
              <li key={credit}>{credit}</li>
            ))}
            <li>{t.creditsData}</li>
            <li>{t.creditsFont}</li>
            <li>{t.creditsSoftware}</li>
          </ul>
        </section>
        <section>
          <h2>{t.access}</h2>
          <div className="prose">
            <h3>{t.accessState}</h3>
            <p>{t.accessStateText}</p>
            <h3>{t.accessDone}</h3>
            <ul className="about-list">
              {t.accessList.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            <h3>{t.accessContact}</h3>
            <p>{t.accessContactText}</p>
            <h3>{t.accessRights}</h3>
            <p>
              {t.accessRightsText}{' '}
              <ExternalLink url="https://formulaire.defenseurdesdroits.fr/">{t.accessRightsLink}</ExternalLink>{' '}
              {t.accessRightsPhone}
            </p>
          </div>
        </section>
      </div>
    </ScreenPage>
  )
}
