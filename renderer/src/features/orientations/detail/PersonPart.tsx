import type { Told } from '../told.ts'
import { detail as t } from '../../../i18n/orientations.ts'
import { formatDate } from '../../../lib/format.ts'
import { CopyButton } from '../../../ui/sheet/CopyButton.tsx'
import { sheet } from '../../../i18n/sheet.ts'
import { Fact } from './Fact.tsx'
import { Part } from './Part.tsx'
import { Email, Other, Phone } from './Ways.tsx'

const Number = ({ value }: { readonly value: string }) => (
  <span className="request-way tabular">
    {value}
    <CopyButton size="s" label={sheet.copier('le numéro')} text={value} />
  </span>
)

type Props = {
  readonly of: Told
  /** Their number is not told before the request is accepted. */
  readonly hides: boolean
  /** It was closed without being accepted: the structure has their name only. */
  readonly gone: boolean
}

/** Whom it is about, and how they wish to be reached. */
export const PersonPart = ({ of, hides, gone }: Props) => {
  const { personne, anonyme_le } = of
  const { preferences, telephone, courriel, autre_contact, disponibilite, numero_france_travail } = personne
  if (anonyme_le !== null)
    return (
      <Part title={t.sections.person}>
        <p className="muted">{t.anonymised(formatDate(anonyme_le))}</p>
      </Part>
    )
  if (gone)
    return (
      <Part title={t.sections.person}>
        <p className="muted">{t.personGone}</p>
      </Part>
    )
  const viaReferent = preferences.includes('REFERENT')
  const nothing = telephone === '' && courriel === '' && autre_contact === '' && !viaReferent
  return (
    <Part title={t.sections.person}>
      <dl className="request-list">
        <Phone value={telephone} preferred={preferences.includes('TELEPHONE')} />
        <Email value={courriel} preferred={preferences.includes('EMAIL')} />
        {viaReferent && (
          <Other name={t.other} preferred>
            {t.viaReferent}
          </Other>
        )}
        {autre_contact !== '' && (
          <Other name={t.other} preferred={preferences.includes('AUTRE')}>
            <span className="request-text">{autre_contact}</span>
          </Other>
        )}
        {disponibilite !== null && <Fact name={t.availability}>{formatDate(disponibilite)}</Fact>}
        {numero_france_travail !== '' ? (
          <Fact name={t.ftNumber}>
            <Number value={numero_france_travail} />
          </Fact>
        ) : (
          hides && (
            <Fact name={t.ftNumber}>
              <span className="muted">{t.ftHidden}</span>
            </Fact>
          )
        )}
      </dl>
      {nothing && <p className="muted">{t.noContact}</p>}
    </Part>
  )
}
