import type { ServiceSheet } from '#shared/contract/catalogue.ts'
import { service as t } from '../../i18n/service.ts'
import { Icon } from '../../ui/Icon.tsx'
import { delayWords } from './delay.ts'

/** Whether it may be asked for with the form, why not, and how long its answers take: read beside « Orienter ». */
export const Orientation = ({ data: { orientable, service } }: { readonly data: ServiceSheet }) => {
  const delay = delayWords(service.dora?.delai_reponse)
  return (
    <div className="sheet-orientable">
      <p className={orientable.ok ? 'muted' : 'sheet-orientable-no'}>
        {!orientable.ok && <Icon name="info" size={16} />}
        <span>
          {!orientable.ok && <strong>{`${t.pasParDora} `}</strong>}
          {orientable.raison}
        </span>
      </p>
      {delay !== null && (
        <p className="sheet-orientable-delay">
          <Icon name="clock" size={16} />
          <span>{delay}</span>
        </p>
      )}
    </div>
  )
}
