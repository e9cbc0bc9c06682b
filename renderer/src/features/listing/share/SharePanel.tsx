import { useMemo } from 'react'
import { createPortal } from 'react-dom'
import type { Listing } from '#shared/contract/listing.ts'
import { shareText as t } from '../../../i18n/listing.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { formatCount } from '../../../lib/format.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Qr } from '../../../ui/Qr.tsx'
import { qrFile } from '../../../ui/qr-svg.ts'
import { CopyButton } from '../../../ui/sheet/CopyButton.tsx'
import { displayName } from '#shared/text/names.ts'
import { nameOf } from '../lines.ts'
import { saveBytes } from '../../../lib/save-bytes.ts'
import './poster.css'

/** What « Imprimer » puts on paper instead of the screen. Beside the application in the page, so that printing hides the rest whole. */
const Poster = ({ nom, page }: { readonly nom: string; readonly page: string }) =>
  createPortal(
    <article className="listing-poster" aria-hidden="true">
      <h1>{nom}</h1>
      <p className="listing-poster-lead">{t.poster}</p>
      <Qr text={page} label={t.qr} />
      <p className="listing-poster-address">{page.replace(/^https?:\/\//, '')}</p>
      <p>{t.posterHelp}</p>
    </article>,
    document.body,
  )

/** The server beside the desk answers this machine alone. */
const isOfThisMachine = (page: string): boolean => /^https?:\/\/(?:127\.|localhost[:/]|\[::1\])/i.test(page)

const Page = ({ page, nom, id }: { readonly page: string; readonly nom: string; readonly id: string }) => (
  <div className="listing-share">
    <Qr text={page} label={t.qr} className="listing-qr" />
    <div className="listing-share-words">
      <p>{t.intro}</p>
      {isOfThisMachine(page) && <Notice tone="warn">{t.local}</Notice>}
      <p className="listing-address-line">
        <code>{page}</code>
        <CopyButton label={t.copy} text={page} />
      </p>
      <p>
        <ExternalLink url={page}>{t.open}</ExternalLink>
      </p>
      <p className="ui-description">{t.qrHelp}</p>
      <div className="ui-form-actions">
        <Button icon="print" onPress={() => window.print()}>
          {t.print}
        </Button>
        <Button
          icon="download"
          onPress={() => saveBytes(`qr-${id.replace(/[^\w-]+/g, '-').slice(0, 60)}.svg`, qrFile(page), 'image/svg+xml')}
        >
          {t.download}
        </Button>
      </div>
    </div>
    <Poster nom={nom} page={page} />
  </div>
)

const SEEN = 5

/** The page to give to everyone, with its code, and how much it is read. */
export const SharePanel = ({ listing }: { readonly listing: Listing }) => {
  const { page, structure, services, vues } = listing
  const nom = displayName(String(structure.doc['nom'] ?? ''))
  const seen = useMemo(
    () =>
      services
        .filter((line) => (line.vues ?? 0) > 0)
        .sort((a, b) => (b.vues ?? 0) - (a.vues ?? 0))
        .slice(0, SEEN),
    [services],
  )
  return (
    <div className="listing-panel">
      <section className="listing-group">
        <h2>{t.title}</h2>
        {page === null ? <Notice>{t.none}</Notice> : <Page page={page} nom={nom} id={structure.id} />}
      </section>
      <section className="listing-group">
        <h2>{t.viewsTitle}</h2>
        <p>{vues === null ? t.viewsUnknown : t.views(vues)}</p>
        {seen.length > 0 && (
          <>
            <h3>{t.byService}</h3>
            <ol className="listing-seen">
              {seen.map((line) => (
                <li key={line.id}>
                  <span>{nameOf(line)}</span>
                  <span className="tabular muted">{formatCount(line.vues ?? 0)}</span>
                </li>
              ))}
            </ol>
          </>
        )}
      </section>
    </div>
  )
}
