import type { ReactNode } from 'react'
import { dossier, registerPart as t } from '../../../../i18n/moderation-dossier.ts'
import { useCall } from '../../../../lib/api.ts'
import { Icon } from '../../../../ui/Icon.tsx'
import { ReadFailure } from '../../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../../ui/Skeleton.tsx'
import { registerLines } from '../register.ts'
import type { Sheet } from '../sheet-of.ts'
import { Part } from './Part.tsx'

const SIRET = /^\d{14}$/

const Value = ({ text }: { readonly text: string }) => (text === '' ? <span className="muted">{t.nothing}</span> : text)

const Compared = ({ siret, sheet }: { readonly siret: string; readonly sheet: Sheet }): ReactNode => {
  const { data, error, refetch } = useCall('account.establishments', { siret })
  if (error !== null) return <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
  if (data === undefined)
    return (
      <div role="status" aria-busy="true" aria-label={t.loading}>
        <Skeleton lines={4} />
      </div>
    )
  if (!data.sirene) return <p className="muted">{t.silent}</p>
  const found = data.etablissements.find((one) => one.siret === siret)
  if (found === undefined)
    return (
      <p className="dossier-warn">
        <Icon name="warning" size={16} />
        {t.unknown}
      </p>
    )
  const lines = registerLines(sheet.doc, found)
  const differing = lines.filter(({ differe }) => differe)
  const place = <p className="muted">{found.siege ? t.seat : t.branch}</p>
  if (differing.length === 0)
    return (
      <>
        <p className="dossier-good">
          <Icon name="check" size={16} />
          {t.same}
        </p>
        {place}
      </>
    )
  return (
    <>
      <p className="dossier-warn">
        <Icon name="warning" size={16} />
        {t.differs(differing.length, lines.length)}
      </p>
      <table className="dossier-compare">
        <thead>
          <tr>
            <th scope="col">{t.field}</th>
            <th scope="col">{t.sheet}</th>
            <th scope="col">{t.register}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map(({ champ, fiche, registre }) => (
            <tr key={champ} className="dossier-compare-differs">
              <th scope="row">{t.champ[champ]}</th>
              <td>
                <Value text={fiche} />
              </td>
              <td>
                <Value text={registre} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {place}
    </>
  )
}

/** What the register of establishments says otherwise than the sheet. */
export const RegisterPart = ({ sheet }: { readonly sheet: Sheet }) => {
  const siret = sheet.siret?.replace(/\s/g, '') ?? null
  return (
    <Part title={dossier.sections.registre}>
      {siret === null ? (
        <p className="muted">{t.noSiret}</p>
      ) : SIRET.test(siret) ? (
        <Compared siret={siret} sheet={sheet} />
      ) : (
        <p className="dossier-warn">
          <Icon name="warning" size={16} />
          {t.wrongSiret}
        </p>
      )}
    </Part>
  )
}
