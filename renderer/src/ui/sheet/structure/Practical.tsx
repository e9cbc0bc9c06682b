import type { Structure } from '#shared/catalogue/record.ts'
import type { Hours } from '#shared/contract/catalogue.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { sheet } from '../../../i18n/sheet.ts'
import { structure as t } from '../../../i18n/structure.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { addressLine } from '#shared/text/address.ts'
import { ContactLines } from '../ContactLines.tsx'
import { CopyButton } from '../CopyButton.tsx'
import { Fact, Facts } from '../Facts.tsx'
import { HoursView } from '../HoursView.tsx'
import { Section } from '../Section.tsx'

type Props = { readonly structure: Structure; readonly horaires: Hours | null; readonly level: 2 | 3 }

/** How to reach a structure, where and when; its identifiers. */
export const Practical = ({ structure, horaires, level }: Props) => (
  <Section title={t.informations} level={level} className="sheet-box">
    <ContactLines telephone={structure.telephone ?? null} courriel={structure.courriel ?? null} site={structure.site_web} />
    <Facts>
      <Fact term={t.adresse}>{addressLine(structure)}</Fact>
      <Fact term={sheet.horaires}>{horaires !== null && <HoursView hours={horaires} />}</Fact>
      {structure.dora?.opening_hours_details !== undefined && (
        <Fact term={t.horairesPrecisions}>{structure.dora.opening_hours_details}</Fact>
      )}
      {structure.accessibilite_lieu && (
        <Fact term={t.accessibilite}>
          <ExternalLink url={structure.accessibilite_lieu}>{t.acceslibre}</ExternalLink>
        </Fact>
      )}
      {structure.dora?.typology !== undefined && <Fact term={t.typologie}>{labelOf('typology', structure.dora.typology)}</Fact>}
      <Fact term={t.siret}>
        {structure.siret && (
          <span className="sheet-id tabular">
            {structure.siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4')}
            <CopyButton size="s" label={sheet.copier('le SIRET')} text={structure.siret} />
          </span>
        )}
      </Fact>
      <Fact term={sheet.idSource}>
        <span className="sheet-id">
          <code>{structure.id}</code>
          <CopyButton size="s" label={sheet.copier('l’identifiant')} text={structure.id} />
        </span>
      </Fact>
    </Facts>
  </Section>
)
