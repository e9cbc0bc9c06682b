import type { KitInstalle } from '#shared/contract/kit.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { nationalPhone } from '#shared/text/phone.ts'
import { installed as t } from '../../i18n/kit.ts'
import { territoryName } from '../territories.ts'
import { logoSource } from './logo-source.ts'
import './installed-kit.css'

/** What the kit of this desk says to whoever works with it. */
export const InstalledKit = ({ installed: { kit } }: { readonly installed: KitInstalle }) => {
  const { nom, fonction, courriel, telephone } = kit.correspondant
  const hidden = [...new Set(kit.regles.map(({ source }) => labelOf('sources', source)))]
  return (
    <div className="installed-kit">
      {kit.logo !== null && <img className="installed-kit-logo" src={logoSource(kit.logo)} alt={kit.logo.alt} />}
      <div className="installed-kit-text">
        <p>
          <strong>{kit.nom}</strong>
        </p>
        {kit.bienvenue
          .split(/\n+/)
          .filter(Boolean)
          .map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        <dl>
          <dt>{t.correspondant}</dt>
          <dd>
            {[nom, fonction, courriel, nationalPhone(telephone)].filter(Boolean).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </dd>
          <dt>{t.departements}</dt>
          <dd>
            <span>{kit.departements.map(territoryName).join(', ')}</span>
          </dd>
        </dl>
        {hidden.length > 0 && <p className="ui-description">{t.rules(hidden.join(', '))}</p>}
      </div>
    </div>
  )
}
