import { scoreService } from '#shared/catalogue/score.ts'
import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'
import { service as t } from '../../i18n/service.ts'
import { sheet } from '../../i18n/sheet.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { CopyButton } from '../../ui/sheet/CopyButton.tsx'
import { Fact, Facts } from '../../ui/sheet/Facts.tsx'
import { Verifications } from '../../ui/sheet/Verifications.tsx'
import { Section } from '../../ui/sheet/Section.tsx'

type Props = { readonly data: ServiceSheet; readonly level: 2 | 3; readonly demonstration: boolean }

const byCategory = (needs: readonly string[]): readonly (readonly [string, readonly string[]])[] => [
  ...Map.groupBy(needs, categoryOf).entries(),
]

const Identifier = ({ label, value }: { readonly label: string; readonly value: string }) => (
  <Fact term={label}>
    <span className="sheet-id">
      <code>{value}</code>
      <CopyButton size="s" label={sheet.copier('l’identifiant')} text={value} />
    </span>
  </Fact>
)

/** Classification, origin, completeness point by point, identifiers. */
export const MoreFacts = ({ data: { service, structure, score }, level, demonstration }: Props) => {
  const criteria = scoreService(service, new Date()).criteres.filter(({ applicable }) => applicable)
  const origin = demonstration
    ? t.origineDemonstration
    : service.source === 'dora'
      ? t.origineDora
      : t.origine(labelOf('sources', service.source))
  return (
    <Section title={t.autres} level={level}>
      <Facts>
        <Fact term={t.thematiques}>
          {byCategory(service.thematiques ?? []).map(([category, needs]) => (
            <p key={category}>
              <strong>{labelOf('thematiques', category)}</strong>
              {` : ${needs.map((need) => labelOf('thematiques', need)).join(', ')}`}
            </p>
          ))}
        </Fact>
        <Fact term={t.type}>{service.type ? labelOf('types', service.type) : null}</Fact>
      </Facts>
      <p className="muted">{origin}</p>
      <div className="no-print">
        <Verifications kind="service" verifications={service.dora?.verifications} level={(level + 1) as 3 | 4} />
        <Disclosure title={`${sheet.score}\u202f: ${sheet.scorePourcent(score)}`} level={(level + 1) as 3 | 4}>
          <ul className="sheet-points" aria-label={t.scoreDetail}>
            {criteria.map(({ code, label, valeur, explication }) => (
              <li key={code}>
                <Icon name={valeur >= 1 ? 'check' : valeur > 0 ? 'minus' : 'close'} />
                <span>
                  <strong>{label}</strong>
                  {` · ${sheet.scorePourcent(valeur)}`}
                  <br />
                  <span className="muted">{explication}</span>
                </span>
              </li>
            ))}
          </ul>
        </Disclosure>
        <Disclosure title={sheet.identifiants} level={(level + 1) as 3 | 4}>
          <Facts>
            <Identifier label={sheet.source} value={service.source} />
            <Identifier label={t.idService} value={service.id} />
            {service.structure_id !== null && <Identifier label={t.idStructure} value={service.structure_id} />}
            {structure?.siret && <Identifier label="SIRET" value={structure.siret} />}
          </Facts>
        </Disclosure>
      </div>
    </Section>
  )
}
