import type { StructureSheet as Data } from '#shared/contract/catalogue.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { sheet } from '../../i18n/sheet.ts'
import { structure as t } from '../../i18n/structure.ts'
import { client, useCall } from '../../lib/api.ts'
import { useFavourites } from '../../lib/favourites.ts'
import { href } from '../../lib/route.ts'
import { SuggestButton } from '../../lib/SuggestButton.tsx'
import { showToast } from '../../lib/toasts.ts'
import { useSheetTold } from '../../lib/use-sheet-told.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { TeamLists } from '../../lib/TeamLists.tsx'
import { TeamNotes } from '../../lib/TeamNotes.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ToggleIconButton } from '../../ui/ToggleIconButton.tsx'
import { CopyButton } from '../../ui/sheet/CopyButton.tsx'
import { FreshnessMark } from '../../ui/sheet/FreshnessMark.tsx'
import { useHoursRefresh } from '../../ui/sheet/HoursView.tsx'
import { Markdown } from '../../ui/sheet/Markdown.tsx'
import { displayName } from '#shared/text/names.ts'
import { Section } from '../../ui/sheet/Section.tsx'
import { SheetFailure } from '../../ui/sheet/SheetFailure.tsx'
import { Practical } from '../../ui/sheet/structure/Practical.tsx'
import { StructureMarks } from '../../ui/sheet/structure/StructureMarks.tsx'
import '../../ui/sheet/sheet.css'
import { Belonging } from './Belonging.tsx'
import { StructureServices } from './StructureServices.tsx'

type Props = { readonly id: string; readonly level: 1 | 2 }

const Actions = ({ data: { structure, droits } }: { readonly data: Data }) => {
  const favourites = useFavourites()
  const { lien_source: origin } = structure
  return (
    <div className="sheet-actions no-print">
      <ToggleIconButton
        label={t.suivre}
        icon="star"
        isSelected={favourites.has('structure', structure.id)}
        isDisabled={!favourites.ready}
        onChange={() => favourites.toggle('structure', structure.id, structure.nom)}
      />
      <TeamLists kind="structure" id={structure.id} nom={structure.nom} />
      <CopyButton label={t.copierLien} text={origin ?? `${window.location.origin}${href.structure(structure.id)}`} />
      <IconButton label={t.imprimer} icon="print" onPress={() => window.print()} />
      {!droits.modifier && <SuggestButton kind="structure" record={structure} />}
      {origin && (
        <IconButton
          label={t.ouvrirSource}
          icon="external"
          onPress={() =>
            void client
              .call('app.openExternal', { url: origin })
              .catch((error: Error) => showToast({ tone: 'erreur', message: error.message }))
          }
        />
      )}
    </div>
  )
}

/** Everything the reference knows of a structure (dora-screens.md §3.7), what DORA does not show included. */
export const StructureSheet = ({ id, level }: Props) => {
  const { data, error, isPending, refetch } = useCall('catalogue.structure', { id })
  const info = useCall('catalogue.info', undefined)
  useHoursRefresh(data?.horaires?.change_le, refetch)
  useSheetTold({ kind: 'structure', id: data?.structure.id, structureId: data?.structure.id })

  if (isPending)
    return (
      <div className="sheet sheet-skeleton" aria-busy="true" aria-label={t.chargement}>
        <Skeleton lines={3} />
        <Skeleton lines={8} />
      </div>
    )
  if (error !== null) return <SheetFailure level={level} error={error} onRetry={() => void refetch()} />

  const { structure, parent, antennes, services, horaires } = data
  const Title = `h${level}` as const
  const sub = (level + 1) as 2 | 3
  return (
    <article className="sheet">
      <header className="sheet-head">
        {parent !== null && (
          <p className="sheet-eyebrow">
            {t.antenneDe} <Link href={href.structure(parent.id)}>{displayName(parent.nom)}</Link>
          </p>
        )}
        <Title className="sheet-title" tabIndex={-1}>
          {displayName(structure.nom)}
        </Title>
        <StructureMarks structure={structure} />
        <p className="sheet-meta">
          <FreshnessMark date={structure.date_maj} />
          <span>
            {info.data?.demonstration === true
              ? sheet.demonstration
              : `${sheet.source}\u202f: ${labelOf('sources', structure.source)}`}
          </span>
        </p>
      </header>
      {structure.dora?.is_obsolete === true && <Notice tone="warn">{t.obsolete}</Notice>}
      {structure.dora?.short_desc !== undefined && <p className="sheet-lead">{structure.dora.short_desc}</p>}
      <Actions data={data} />
      <Belonging data={data} />
      <div className="sheet-body">
        <div className="sheet-aside">
          <Practical structure={structure} horaires={horaires} level={sub} />
        </div>
        <div className="sheet-main">
          <TeamNotes kind="structure" id={structure.id} level={sub} />
          {structure.description && (
            <Section title={t.presentation} level={sub}>
              <Markdown source={structure.description} />
            </Section>
          )}
          <StructureServices services={services} level={sub} />
          {antennes.length > 0 && (
            <Section title={t.antennes} level={sub}>
              <ul className="sheet-rows">
                {antennes.map((antenne) => (
                  <li key={antenne.id}>
                    <Link href={href.structure(antenne.id)}>{displayName(antenne.nom)}</Link>
                    {antenne.commune !== null && <span className="muted">{antenne.commune}</span>}
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
      </div>
    </article>
  )
}
