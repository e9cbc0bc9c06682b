import type { Service } from '#shared/catalogue/record.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { service as t } from '../../../i18n/service.ts'
import { Tag } from '../../Tag.tsx'

type Props = { readonly service: Service; readonly orientable: boolean }

/** Type, cost, where it takes place, and whether it can be asked for with the form: what one reads before the rest. */
export const ServiceMarks = ({ service, orientable }: Props) => (
  <div className="sheet-marks">
    {service.type && <Tag>{labelOf('types', service.type)}</Tag>}
    {service.frais && <Tag tone={service.frais === 'gratuit' ? 'neutral' : 'warn'}>{labelOf('frais', service.frais)}</Tag>}
    {(service.modes_accueil ?? []).map((mode) => (
      <Tag key={mode} {...(mode === 'a-distance' && { icon: 'remote' as const })}>
        {labelOf('modes_accueil', mode)}
      </Tag>
    ))}
    <Tag tone={orientable ? 'good' : 'neutral'} icon={orientable ? 'check' : 'info'}>
      {orientable ? t.orientable : t.nonOrientable}
    </Tag>
  </div>
)
