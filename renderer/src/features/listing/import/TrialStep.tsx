import { useEffect, useMemo, useRef, useState } from 'react'
import type { TablePreview } from '#shared/contract/listing.ts'
import { actText, importText as t } from '../../../i18n/listing.ts'
import { announce } from '../../../lib/announce.ts'
import { client } from '../../../lib/api.ts'
import { href, navigate } from '../../../lib/route.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Select } from '../../../ui/Select.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import type { Kind } from './targets.ts'
import { linesOf, type Line } from './trial-lines.ts'
import type { Table } from './use-table.ts'

type Show = keyof typeof t.shows

const FATES = {
  publie: { tone: 'good', icon: 'check' },
  brouillon: { tone: 'accent', icon: 'pencil' },
  ignoree: { tone: 'bad', icon: 'error' },
  modifiee: { tone: 'accent', icon: 'refresh' },
} as const

const KEEP: Readonly<Record<Show, (line: Line) => boolean>> = {
  problemes: ({ problemes }) => problemes.length > 0,
  ecartees: ({ sort }) => sort === 'ignoree',
  toutes: () => true,
}
const SHOWS = (Object.keys(t.shows) as Show[]).map((value) => ({ value, label: t.shows[value] }))
const PAGE = 100

const Lines = ({ preview, structures }: { readonly preview: TablePreview; readonly structures: boolean }) => {
  const lines = useMemo(() => linesOf(preview), [preview])
  const [show, setShow] = useState<Show>(preview.problemes.length > 0 ? 'problemes' : 'toutes')
  const [most, setMost] = useState(PAGE)
  const kept = lines.filter(KEEP[show])
  return (
    <>
      <Select
        label={t.show}
        choices={SHOWS}
        value={show}
        onChange={(next) => {
          setShow(next)
          setMost(PAGE)
        }}
        className="import-show"
      />
      {kept.length === 0 ? (
        <p className="muted">{t.noProblem}</p>
      ) : (
        <div className="import-scroll">
          <table className="import-lines" aria-label={t.trialTitle}>
            <thead>
              <tr>
                <th scope="col">{t.line}</th>
                <th scope="col">{structures ? t.nameStructure : t.name}</th>
                <th scope="col">{t.fate}</th>
                <th scope="col">{t.problems}</th>
              </tr>
            </thead>
            <tbody>
              {kept.slice(0, most).map(({ numero, nom, sort, problemes }) => (
                <tr key={numero}>
                  <th scope="row" className="tabular">
                    {numero}
                  </th>
                  <td className="import-name">{nom}</td>
                  <td>
                    <Tag {...FATES[sort]}>{t.fates[sort]}</Tag>
                  </td>
                  <td>
                    <ul>
                      {problemes.map(({ colonne, champ, niveau, message }) => (
                        <li key={`${champ ?? ''}/${message}`} data-level={niveau}>
                          {colonne !== null && <b>{t.column2(colonne)}</b>}
                          {message}
                        </li>
                      ))}
                    </ul>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {kept.length > most && (
        <Button size="s" onPress={() => setMost(most + PAGE)}>
          {t.moreRows(Math.min(PAGE, kept.length - most))}
        </Button>
      )}
    </>
  )
}

type Props = {
  readonly quoi: Kind
  readonly structureId: string
  readonly table: Table
  readonly preview: TablePreview
}

const Made = ({ quoi, structureId, table }: Omit<Props, 'preview'>) => {
  const { done } = table
  if (done === null) return null
  const { faits, refus, annuler } = done
  const undo = (token: string) =>
    client.call('listing.undo', { annuler: token }).then(
      () => {
        table.forget()
        showToast({ message: t.undone })
      },
      ({ message }: Error) => showToast({ tone: 'erreur', message }),
    )
  return (
    <Notice
      tone={refus.length > 0 ? 'warn' : 'good'}
      title={quoi === 'services' ? t.done(faits) : t.doneStructures(faits)}
      actions={
        <>
          <Button size="s" variant="primary" onPress={() => navigate(href.offre(structureId))}>
            {quoi === 'services' ? t.seeList : t.back}
          </Button>
          {annuler !== null && (
            <Button size="s" icon="undo" onPress={() => void undo(annuler)}>
              {t.undo}
            </Button>
          )}
          <Button size="s" onPress={table.forget}>
            {t.again}
          </Button>
        </>
      }
    >
      {refus.length > 0 && (
        <ul className="listing-refusals" aria-label={t.refusals}>
          {refus.map(({ id, nom, raison }) => (
            <li key={id}>
              <b>{nom}</b> {raison}
            </li>
          ))}
        </ul>
      )}
      {faits === 0 && actText.nothing}
    </Notice>
  )
}

/** What the trial says, line by line, then the act itself. */
export const TrialStep = ({ quoi, structureId, table, preview }: Props) => {
  const { a_creer, a_publier, ignorees, problemes } = preview
  const structures = quoi === 'structures'
  const errors = problemes.filter(({ niveau }) => niveau === 'erreur').length
  const warnings = problemes.length - errors
  const changed = preview.lignes.filter(({ sort }) => sort === 'modifiee').length
  const all = a_creer + changed
  const title = useRef<HTMLParagraphElement>(null)
  const summary = [
    ...(a_creer > 0 || changed === 0
      ? [structures ? t.toMakeStructures(a_creer) : `${t.toMake(a_creer)}, ${t.toPublish(a_publier)}`]
      : []),
    ...(changed > 0 ? [structures ? t.toChangeStructures(changed) : t.toChange(changed)] : []),
    ...(ignorees > 0 ? [t.ignored(ignorees)] : []),
    ...(errors > 0 ? [t.errors(errors)] : []),
    ...(warnings > 0 ? [t.warningsCount(warnings)] : []),
  ].join(' · ')
  useEffect(() => {
    title.current?.closest('section')?.scrollIntoView({ block: 'start' })
    announce(summary)
  }, [summary])
  return (
    <>
      <p ref={title} className="import-summary">
        <strong>{summary}</strong>
        {table.done === null && <span className="muted"> {t.trialHelp}</span>}
      </p>
      {table.done === null ? (
        <>
          <div className="ui-form-actions">
            <Button
              variant="primary"
              icon="download"
              isDisabled={table.busy !== null || all === 0}
              onPress={() => void table.make()}
            >
              {table.busy === 'import' ? t.running : structures ? t.runStructures(all) : t.run(all)}
            </Button>
          </div>
          {table.error?.of === 'import' && <ReadFailure error={table.error.error} />}
          <Lines key={`${a_creer}/${problemes.length}`} preview={preview} structures={structures} />
        </>
      ) : (
        <Made quoi={quoi} structureId={structureId} table={table} />
      )}
    </>
  )
}
