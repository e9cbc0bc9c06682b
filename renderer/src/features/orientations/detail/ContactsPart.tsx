import type { OrientationView } from '#shared/contract/orientation.ts'
import { personName } from '#shared/orientation/describe.ts'
import { displayName } from '#shared/text/names.ts'
import { detail as t } from '../../../i18n/orientations.ts'
import { Fact } from './Fact.tsx'
import { Part } from './Part.tsx'
import type { Told } from '../told.ts'
import { Email, Phone } from './Ways.tsx'

/** Who sent it, who follows the person, who takes care of it: each to be reached. */
export const ContactsPart = ({ view, of }: { readonly view: OrientationView; readonly of: Told }) => {
  const { prescripteur, referent, service } = of
  const name = personName(referent)
  const other = name !== '' && (referent.courriel !== prescripteur.courriel || referent.courriel === '')
  return (
    <Part title={t.sections.contacts}>
      <div className="request-contacts">
        <section>
          <h4>{t.prescriber}</h4>
          <p>{[prescripteur.nom, displayName(prescripteur.structure_nom)].filter(Boolean).join(' · ')}</p>
          <dl className="request-list">
            <Email value={prescripteur.courriel} />
            {!other && <Phone value={referent.telephone} />}
          </dl>
        </section>
        {other && (
          <section>
            <h4>{t.referent}</h4>
            <p>{name}</p>
            <dl className="request-list">
              <Phone value={referent.telephone} />
              <Email value={referent.courriel} />
            </dl>
          </section>
        )}
      </div>
      <dl className="request-list">
        {view.recue !== null && (
          <Fact name={t.handler}>
            {view.recue.suivi_par === null ? <span className="muted">{t.nobody}</span> : view.recue.suivi_par.nom}
          </Fact>
        )}
        {service.adresse !== '' && <Fact name={t.address}>{displayName(service.adresse)}</Fact>}
      </dl>
    </Part>
  )
}
