import { useMemo, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs'
import type { OrientationLine, Sens } from '#shared/contract/orientation.ts'
import { empty, requests as t } from '../../i18n/orientations.ts'
import { useCall } from '../../lib/api.ts'
import { href, navigate, useQueryString, type Boite } from '../../lib/route.ts'
import { useSyncStatus } from '../../lib/sync-status.ts'
import { useTitle } from '../../lib/use-title.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import '../../ui/Tabs.css'
import { useDesk } from './desk.ts'
import { ExportDialog } from './ExportDialog.tsx'
import { countsOf, linesFor, ofBox } from './lines.ts'
import { RequestsBox } from './RequestsBox.tsx'
import { NothingReadable, UnreadableNotice } from './Unreadable.tsx'
import { parseView } from './view.ts'
import './orientations.css'

const SENS = { recues: 'reception', envoyees: 'envoi' } as const satisfies Record<Boite, Sens>

const NONE: readonly OrientationLine[] = []

type Lists = { readonly recues: readonly OrientationLine[]; readonly envoyees: readonly OrientationLine[] }

const Count = ({ lists, boite }: { readonly lists: Lists; readonly boite: keyof Lists }) => {
  const lines = lists[boite]
  const counts = useMemo(() => countsOf(lines), [lines])
  return (
    <span className="requests-count tabular">
      {boite === 'recues' ? t.received(counts['a-traiter'], lines.length) : t.sent(counts.enCours, lines.length)}
    </span>
  )
}

/** Said calmly: everything but the server's part works. */
const Offline = () => {
  const status = useSyncStatus()
  if (status?.etat !== 'hors-ligne') return null
  return (
    <p className="requests-offline">
      <Icon name="offline" size={16} />
      {t.offline}
    </p>
  )
}

type DeskProps = {
  readonly lists: Lists
  readonly boite: Boite
  readonly id: string | null
  /** How many are there and could not be read back, of either box. */
  readonly unreadable: number
}

const Boxes = ({ lists, boite, id, unreadable }: DeskProps) => {
  const query = useQueryString()
  const view = useMemo(() => parseView(query), [query])
  const [exporting, setExporting] = useState(false)
  const [sens, lines] = [SENS[boite], lists[boite]]
  const words = useDesk((state) => state.words[sens])
  const shown = useMemo(() => linesFor(lines, view, words), [lines, view, words])
  return (
    <>
      <Tabs
        className="requests"
        selectedKey={boite}
        onSelectionChange={(key) => {
          if (key !== boite) navigate(href.demandes(key as Boite), { replace: true })
        }}
      >
        <header className="requests-bar">
          <h1 tabIndex={-1}>{t.title}</h1>
          <TabList aria-label={t.boxes} className="requests-tabs">
            <Tab id="recues" className="ui-tab">
              {t.box.recues} <Count lists={lists} boite="recues" />
            </Tab>
            <Tab id="envoyees" className="ui-tab">
              {t.box.envoyees} <Count lists={lists} boite="envoyees" />
            </Tab>
          </TabList>
          {lines.length > 0 && (
            <Button size="s" icon="download" isDisabled={shown.length === 0} onPress={() => setExporting(true)}>
              {t.export}
            </Button>
          )}
        </header>
        <Offline />
        <UnreadableNotice count={unreadable} />
        {(Object.keys(SENS) as (keyof Lists)[]).map((one) => (
          <TabPanel key={one} id={one} className="requests-panel">
            {unreadable > 0 && lists[one].length === 0 && id === null ? (
              <NothingReadable />
            ) : (
              <RequestsBox sens={SENS[one]} lines={lists[one]} shown={one === boite ? shown : NONE} id={id} view={view} />
            )}
          </TabPanel>
        ))}
      </Tabs>
      {/* Not among the tabs: what is among them is drawn once more, out of sight, to list them. */}
      {exporting && <ExportDialog sens={sens} lines={shown} onClose={() => setExporting(false)} />}
    </>
  )
}

type NoOneProps = { readonly account: 'aucun' | 'sans-structure'; readonly here: string }

const NoOne = ({ account, here }: NoOneProps) => {
  const signedOut = account === 'aucun'
  return (
    <ScreenPage title={t.title}>
      <EmptyState
        icon={signedOut ? 'user' : 'building'}
        title={signedOut ? empty.signedOut : empty.noStructure}
        actions={
          <Button variant="primary" onPress={() => navigate(signedOut ? href.connexion(here) : href.rejoindre())}>
            {signedOut ? empty.signIn : empty.join}
          </Button>
        }
      >
        {signedOut ? empty.signedOutText : empty.noStructureText}
      </EmptyState>
    </ScreenPage>
  )
}

type Props = { readonly boite: Boite; readonly id: string | null }

/** `/demandes/…`: requests received and sent, each with its state, its deadline and whose turn it is. */
export const OrientationsScreen = ({ boite, id }: Props) => {
  const { data, error, refetch } = useCall('orientations.list', undefined)
  const lines = data?.lignes
  const lists = useMemo(() => ({ recues: ofBox(lines ?? [], 'reception'), envoyees: ofBox(lines ?? [], 'envoi') }), [lines])
  const open = lines?.find((line) => line.id === id)
  // A number, never a name: titles of windows are read over shoulders.
  useTitle(open === undefined ? t.titleOf[boite] : t.one(open.numero))
  if (data === undefined)
    return (
      <ScreenPage title={t.title}>
        {error === null ? (
          <div role="status" aria-busy="true" aria-label={t.loading}>
            <Skeleton lines={8} />
          </div>
        ) : (
          <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
        )}
      </ScreenPage>
    )
  const here = id === null ? href.demandes(boite) : href.demande(SENS[boite], id)
  const nothing = data.lignes.length === 0 && data.illisibles === 0
  if (data.compte === 'aucun' || (data.compte === 'sans-structure' && nothing))
    return <NoOne account={data.compte === 'aucun' ? 'aucun' : 'sans-structure'} here={here} />
  return <Boxes lists={lists} boite={boite} id={id} unreadable={data.illisibles} />
}
