import { memo, useRef, type KeyboardEvent } from 'react'
import { select, useSearchStore } from '../../features/search/store.ts'
import { ServiceSheet } from '../../features/service/ServiceSheet.tsx'
import { t } from '../../i18n/search.ts'
import { windows } from '../../i18n/windows.ts'
import { detach } from '../../lib/detach.ts'
import { KeyHints } from '../../lib/KeyHints.tsx'
import { href, navigate } from '../../lib/route.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { IconButton } from '../../ui/IconButton.tsx'

type Props = {
  readonly onClose: () => void
  readonly onShowOnMap: () => void
}

/** The right pane: the sheet of the service chosen, or how to choose one. Escape goes back to the list. */
export const DetailPane = memo(({ onClose, onShowOnMap }: Props) => {
  const id = useSearchStore((state) => state.selectedId)
  const pane = useRef<HTMLElement>(null)
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    onClose()
  }
  return (
    <section id="fiche" className="detail" aria-label={t.sheet} ref={pane} tabIndex={-1} onKeyDown={leave}>
      {id === null ? (
        <EmptyState icon="panel" title={t.chooseOne}>
          <p>{t.chooseHint}</p>
          <KeyHints hints={t.chooseKeys} />
        </EmptyState>
      ) : (
        <>
          <div className="detail-tools no-print">
            <IconButton label={windows.detachSheet} icon="external" size="s" onPress={() => void detach(href.service(id))} />
            <IconButton label={t.openAlone} icon="expand" size="s" onPress={() => navigate(href.service(id))} />
            <IconButton
              label={t.closeSheet}
              icon="close"
              size="s"
              onPress={() => {
                onClose()
                select(null)
              }}
            />
          </div>
          <ServiceSheet key={id} id={id} level={2} onShowOnMap={onShowOnMap} />
        </>
      )}
    </section>
  )
})
