import { actText as t } from '../../i18n/listing.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { clearRefusals, useRefusals } from './acts.ts'

/** What the last act could not do, one by one with why. */
export const Refusals = ({ title = t.refusals }: { readonly title?: (n: number) => string }) => {
  const { refus } = useRefusals()
  if (refus.length === 0) return null
  return (
    <Notice
      tone="warn"
      urgent
      title={title(refus.length)}
      actions={
        <Button size="s" onPress={clearRefusals}>
          {t.close}
        </Button>
      }
    >
      <ul className="listing-refusals" aria-label={t.refusalsList}>
        {refus.map(({ id, nom, raison }) => (
          <li key={id}>
            <b>{nom}</b> {raison}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
