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
  const differing = lines.filter(({ differe }) => differe).length
  return (
    <>
      <p className={differing > 0 ? 'dossier-warn' : 'dossier-good'}>
        <Icon name={differing > 0 ? 'warning' : 'check'} size={16} />
        {differing > 0 ? t.differs(differing) : t.same}
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
          {lines.map(({ champ, fiche, registre, differe }) => (
            <tr key={champ} className={differe ? 'dossier-compare-differs' : undefined}>
              <th scope="row">
                {t.champ[champ]}
                {differe && <span className="dossier-differs">{t.different}</span>}
              </th>
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
      <p className="muted">{found.siege ? t.seat : t.branch}</p>
    </>
  )
}

/** What the register of establishments says, beside what the sheet says. */
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
