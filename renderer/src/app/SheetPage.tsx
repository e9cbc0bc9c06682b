import type { ReactNode } from 'react'
import { searchHref } from '../features/search/address-sync.ts'
import { useSearchStore } from '../features/search/store.ts'
import { app } from '../i18n/app.ts'
import { isDetached } from '../lib/detach.ts'
import { Icon } from '../ui/Icon.tsx'
import { Link } from '../ui/Link.tsx'
import './SheetPage.css'

/** A sheet on a page of its own, with the way back to the search as it was left. */
export const SheetPage = ({ children }: { readonly children: ReactNode }) => {
  const back = useSearchStore(searchHref)
  return (
    <div className="sheet-page">
      <div className="sheet-page-inner">
        {!isDetached() && (
          <p className="sheet-page-back no-print">
            <Link href={back} quiet>
              <Icon name="arrow-left" size={16} />
              {app.backToSearch}
            </Link>
          </p>
        )}
        {children}
      </div>
    </div>
  )
}
