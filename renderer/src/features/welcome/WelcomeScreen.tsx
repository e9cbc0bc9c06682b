import { useState } from 'react'
import type { Settings } from '#shared/contract/app.ts'
import { welcomeText as t } from '../../i18n/welcome.ts'
import { currentStructure, isTeam } from '../../lib/account.ts'
import { useCall } from '../../lib/api.ts'
import { keep, readKept } from '../../lib/kept.ts'
import { TerritoryKit } from '../../lib/kit/TerritoryKit.tsx'
import { href, navigate } from '../../lib/route.ts'
import { useSettings } from '../../lib/settings.ts'
import { showToast } from '../../lib/toasts.ts'
import { useAccount } from '../../lib/use-account.ts'
import { Button } from '../../ui/Button.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { contentOf } from './StepContent.tsx'
import { StepCard } from './StepCard.tsx'
import { KINDS, likelyKind, nextStep, stepsFor, type Facts, type Kind } from './steps.ts'
import './welcome.css'

const KEPT = 'bienvenue'
const CHOICES = KINDS.map((value) => ({ value, ...t.kinds[value] }))
const keptKind = (): Kind | null => KINDS.find((kind) => kind === readKept(KEPT)) ?? null

/** What was really done, read where it is kept. What the server alone knows ticks nothing while it does not answer. */
const useFacts = (settings: Settings, kind: Kind | null): Facts => {
  const [invited, setInvited] = useState(false)
  const account = useAccount()
  const favourites = useCall('favourites.ids', undefined).data?.length ?? 0
  const current = account === undefined ? null : currentStructure(account)
  const members = useCall(
    'members.list',
    { structureId: current?.structure_id ?? '' },
    { enabled: kind === 'structure' && current !== null, fresh: true },
  )
  const accounts = useCall('accounts.list', undefined, {
    enabled: kind === 'territoire' && isTeam(account?.compte),
    fresh: true,
  })
  return {
    account,
    settings,
    favourites,
    members: members.data?.membres.length ?? 0,
    accounts: accounts.data?.length ?? 0,
    invited,
    onInvited: () => setInvited(true),
  }
}

const Steps = ({ kind, facts }: { readonly kind: Kind; readonly facts: Facts }) => {
  const steps = stepsFor(kind, facts)
  const next = nextStep(steps)
  return (
    <section aria-labelledby="welcome-steps" className="welcome-steps">
      <h2 id="welcome-steps">{t.steps}</h2>
      <ol>
        {steps.map(({ id, done, locked }, index) => {
          const { title, help, done: doneText, act } = contentOf(id, facts)
          return (
            <StepCard
              key={id}
              rank={index + 1}
              total={steps.length}
              title={title}
              help={help}
              done={done}
              doneText={doneText}
              locked={locked}
              isNext={id === next}
            >
              {act}
            </StepCard>
          )
        })}
      </ol>
      <p role="status" className="muted">
        {next === null && t.allDone}
      </p>
    </section>
  )
}

const Path = ({ settings }: { readonly settings: Settings }) => {
  const [chosen, setChosen] = useState(keptKind)
  const { set } = useSettings()
  const likely = likelyKind(useAccount())
  const kind = chosen ?? likely
  const facts = useFacts(settings, kind)
  const leave = () => {
    set({ bienvenueVue: true })
    showToast({ message: t.finished })
    navigate(href.recherche())
  }
  const finished = kind !== null && nextStep(stepsFor(kind, facts)) === null
  return (
    <div className="welcome">
      <TerritoryKit />
      <RadioGroup
        label={t.question}
        choices={CHOICES}
        value={kind ?? ''}
        onChange={(next) => {
          if (next === '') return
          keep(KEPT, next)
          setChosen(next)
        }}
        className="welcome-kinds"
      />
      {kind !== null && <Steps kind={kind} facts={facts} />}
      <div>
        <Button variant={finished ? 'primary' : 'secondary'} onPress={leave}>
          {finished ? t.finish : t.later}
        </Button>
      </div>
    </div>
  )
}

/** `/bienvenue`: one question, three short steps, and something useful at the end. It never stands in the way. */
export const WelcomeScreen = () => {
  const { settings } = useSettings()
  return (
    <ScreenPage title={t.title} subtitle={t.subtitle}>
      {settings === undefined ? (
        <div aria-busy="true">
          <Skeleton lines={6} />
        </div>
      ) : (
        <Path settings={settings} />
      )}
    </ScreenPage>
  )
}
