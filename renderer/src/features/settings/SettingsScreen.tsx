import { useCall } from '../../lib/api.ts'
import { useSettings } from '../../lib/settings.ts'
import { showToast } from '../../lib/toasts.ts'
import { settingsText as t } from '../../i18n/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageSection } from '../../ui/PageSection.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { FoldersSection } from './folders/FoldersSection.tsx'
import { GlobalShortcut } from './keyboard/GlobalShortcut.tsx'
import { KeysSection } from './keyboard/KeysSection.tsx'
import { HandoutTemplate } from './HandoutTemplate.tsx'
import { KitSection } from './kit/KitSection.tsx'
import { MyPlace } from './MyPlace.tsx'
import { Notifications } from './Notifications.tsx'
import { ReachSection } from './reach/ReachSection.tsx'
import { ServerSection } from './sync/ServerSection.tsx'
import { Synonyms } from './Synonyms.tsx'
import { UsageSection } from './usage/UsageSection.tsx'
import './settings.css'

const THEMES = (['systeme', 'clair', 'sombre', 'contraste'] as const).map((value) => ({ value, label: t.themes[value] }))
const DENSITIES = (['confortable', 'compacte'] as const).map((value) => ({ value, label: t.densities[value] }))
const SIZES = (['normale', 'grande', 'tres-grande'] as const).map((value) => ({ value, label: t.sizes[value] }))

const ThisMachine = () => {
  const { data } = useCall('app.info', undefined)
  if (data === undefined) return <Skeleton lines={3} />
  const copy = () => navigator.clipboard.writeText(data.dataFolder).then(() => showToast({ message: t.copied }))
  return (
    <>
      {data.protection.avertissement !== null && <Notice tone="warn">{data.protection.avertissement}</Notice>}
      <dl className="settings-facts">
        <dt>{t.folder}</dt>
        <dd>
          <code>{data.dataFolder}</code>
          <Button size="s" icon="copy" onPress={() => void copy()}>
            {t.copy}
          </Button>
        </dd>
        <dt>{t.protection}</dt>
        <dd>{t.protections[data.protection.kind]}</dd>
      </dl>
      <p className="ui-description">{t.folderHelp}</p>
    </>
  )
}

/** Everything that can be set, each with what it does and what it sends. */
export const SettingsScreen = () => {
  const { settings, set } = useSettings()
  return (
    <ScreenPage title={t.title} subtitle={t.subtitle}>
      {settings === undefined ? (
        <Skeleton lines={8} />
      ) : (
        <div className="settings">
          <PageSection title={t.display}>
            <RadioGroup label={t.theme} choices={THEMES} value={settings.theme} onChange={(theme) => set({ theme })} inline />
            <RadioGroup label={t.size} choices={SIZES} value={settings.taille} onChange={(taille) => set({ taille })} inline />
            <RadioGroup
              label={t.density}
              choices={DENSITIES}
              value={settings.densite}
              onChange={(densite) => set({ densite })}
              inline
            />
          </PageSection>
          <PageSection title={t.session}>
            <Switch isSelected={settings.reprendre} onChange={(reprendre) => set({ reprendre })} description={t.resumeHelp}>
              {t.resume}
            </Switch>
          </PageSection>
          <PageSection title={t.keyboard}>
            <Switch
              isSelected={settings.raccourcisUneTouche}
              onChange={(raccourcisUneTouche) => set({ raccourcisUneTouche })}
              description={t.oneKeyHelp}
            >
              {t.oneKey}
            </Switch>
            {settings.raccourcisUneTouche && <KeysSection settings={settings} set={set} />}
            <GlobalShortcut settings={settings} set={set} />
          </PageSection>
          <PageSection title={t.notices.title} help={t.notices.help}>
            <Notifications settings={settings} set={set} />
          </PageSection>
          <PageSection title={t.place} help={t.placeHelp}>
            <MyPlace settings={settings} set={set} />
          </PageSection>
          <ReachSection settings={settings} set={set} />
          <HandoutTemplate />
          <FoldersSection settings={settings} set={set} />
          <KitSection />
          <ServerSection />
          <PageSection title={t.online} help={t.onlineHelp}>
            <Switch
              isSelected={settings.adressesEnLigne}
              onChange={(adressesEnLigne) => set({ adressesEnLigne })}
              description={t.addressesHelp}
            >
              {t.addresses}
            </Switch>
            <Switch
              isSelected={settings.tuilesEnLigne}
              onChange={(tuilesEnLigne) => set({ tuilesEnLigne })}
              description={t.tilesHelp}
            >
              {t.tiles}
            </Switch>
          </PageSection>
          <UsageSection />
          <PageSection title={t.synonyms} help={t.synonymsHelp}>
            <Synonyms synonyms={settings.synonymes} onChange={(synonymes) => set({ synonymes: [...synonymes] })} />
          </PageSection>
          <PageSection title={t.data}>
            <ThisMachine />
          </PageSection>
        </div>
      )}
    </ScreenPage>
  )
}
