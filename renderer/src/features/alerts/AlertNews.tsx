import type { Nouveautes } from '#shared/memory/search.ts'
import { alertsText as t } from '../../i18n/alerts.ts'
import { Tag } from '../../ui/Tag.tsx'

/** What changed, counted: in words as well as in colour. */
export const AlertNews = ({ nouveautes: { nouveaux, modifies, disparus } }: { readonly nouveautes: Nouveautes }) => (
  <>
    {nouveaux > 0 && (
      <Tag tone="good" icon="plus">
        {t.nouveaux(nouveaux)}
      </Tag>
    )}
    {modifies > 0 && (
      <Tag tone="accent" icon="pencil">
        {t.modifies(modifies)}
      </Tag>
    )}
    {disparus > 0 && (
      <Tag tone="warn" icon="minus">
        {t.disparus(disparus)}
      </Tag>
    )}
  </>
)

export const hasNews = ({ nouveaux, modifies, disparus }: Nouveautes): boolean => nouveaux + modifies + disparus > 0
