import { lazy, Suspense } from 'react'
import { dossier, mapPart as t } from '../../../../i18n/moderation-dossier.ts'
import { useSettings } from '../../../../lib/settings.ts'
import { Skeleton } from '../../../../ui/Skeleton.tsx'
import type { Sheet } from '../sheet-of.ts'
import { Part } from './Part.tsx'

/** Leaflet is only loaded where there is a point to show. */
const PointMap = lazy(() => import('../../../../lib/PointMap.tsx'))

/** Where the sheet says that it is. */
export const MapPart = ({ sheet: { point } }: { readonly sheet: Sheet }) => {
  const { settings } = useSettings()
  return (
    <Part title={dossier.sections.carte}>
      {point === null ? (
        <p className="muted">{t.none}</p>
      ) : (
        <div className="dossier-map">
          <Suspense fallback={<Skeleton lines={4} />}>
            <PointMap label={t.label} point={point} around={null} tuilesEnLigne={settings?.tuilesEnLigne ?? false} />
          </Suspense>
        </div>
      )}
    </Part>
  )
}
