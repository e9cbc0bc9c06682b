import { lazy, Suspense, useState } from 'react'
import { editorText } from '../../../i18n/listing-editor.ts'
import { announce } from '../../../lib/announce.ts'
import { useCall } from '../../../lib/api.ts'
import { href } from '../../../lib/route.ts'
import { useSettings } from '../../../lib/settings.ts'
import { Button } from '../../../ui/Button.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { useEditorForm } from '../context.ts'
import { numberOf, textOf } from '../values.ts'
import { Field } from './Field.tsx'

const t = editorText.champs
/** Leaflet is only loaded by those who place a point. */
const PointMap = lazy(() => import('../../../lib/PointMap.tsx'))

const degrees = (value: number): string => value.toLocaleString('fr-FR', { maximumFractionDigits: 5 })

/** Where the place is on the map: put by an address that was found, or by hand. */
export const PointField = () => {
  const { doc, patch, readOnly } = useEditorForm()
  const { settings } = useSettings()
  const [open, setOpen] = useState(false)
  const [lat, lon] = [numberOf(doc['latitude']), numberOf(doc['longitude'])]
  const point = lat === null || lon === null ? null : { lat, lon }
  const code = textOf(doc['code_insee'])
  const commune = useCall('geo.place', { kind: 'commune', code }, { enabled: open && point === null && code !== '' })
  const around =
    commune.data === undefined || commune.data.lat === null || commune.data.lon === null
      ? null
      : { lat: commune.data.lat, lon: commune.data.lon }
  return (
    <Field champ="latitude" also={['longitude']}>
      <p className="fiche-point tabular">{point === null ? t.pointAucun : t.point(degrees(point.lat), degrees(point.lon))}</p>
      <div className="fiche-note-actions">
        <Button size="s" icon="pin" isDisabled={readOnly} onPress={() => setOpen(!open)} aria-expanded={open}>
          {open ? t.carteFermer : t.carte}
        </Button>
        {point !== null && (
          <Button size="s" variant="quiet" isDisabled={readOnly} onPress={() => patch({ latitude: null, longitude: null })}>
            {t.pointRetirer}
          </Button>
        )}
      </div>
      {open && (
        <Suspense fallback={<Skeleton lines={6} />}>
          <PointMap
            label={t.carte}
            point={point}
            around={around}
            onPick={(at) => {
              patch({ latitude: at.lat, longitude: at.lon })
              announce(t.pointPose)
            }}
            tuilesEnLigne={settings?.tuilesEnLigne ?? false}
          />
        </Suspense>
      )}
      {open && settings?.tuilesEnLigne === false && (
        <p className="ui-description">
          {t.carteSansRues} <Link href={href.reglages()}>{t.adresseReglages}</Link>
        </p>
      )}
    </Field>
  )
}
