import { fold } from '#shared/geo/fold.ts'
import { entriesOf } from '#shared/reference/labels.ts'
import type { AccountState } from '#shared/contract/account.ts'
import { app } from '../../i18n/app.ts'
import { noSolution } from '../../i18n/manques.ts'
import { panel } from '../../i18n/moderation.ts'
import { requests } from '../../i18n/orientations.ts'
import { planAtHand } from '../../i18n/plan-at-hand.ts'
import { t } from '../../i18n/search.ts'
import { shellAccount } from '../../i18n/shell-account.ts'
import { searchHref } from '../../features/search/address-sync.ts'
import { openNoSolution } from '../../features/search/no-solution.ts'
import { clearFilters, setFacet, toggleMap, useSearchStore } from '../../features/search/store.ts'
import { toggleThematique } from '../../features/search/thematique-ticks.ts'
import { mayModerate, memberships } from '../../lib/account.ts'
import { client } from '../../lib/api.ts'
import { useCompared } from '../../lib/compare.ts'
import { copyLinkHere, followLink, linkIn } from '../../lib/links.ts'
import { newPlan } from '../../lib/plan-at-hand.ts'
import { href, navigate, PANNEAUX } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import type { IconName } from '../../ui/Icon.tsx'
import { displayName } from '#shared/text/names.ts'
import { accountScreens } from '../shell/account-entries.ts'
import { switchStructure } from '../shell/switch-structure.ts'

export type Command = {
  readonly id: string
  readonly label: string
  readonly detail: string
  readonly icon: IconName
  readonly run: () => void
}

export const goToSearch = () => navigate(searchHref(useSearchStore.getState()))

const goTo = (to: () => string) => () => navigate(to())

const SCREENS: readonly Command[] = [
  { id: 'recherche', label: app.recherche, icon: 'search', run: goToSearch },
  { id: 'favoris', label: app.favoris, icon: 'star' as const, run: goTo(href.favoris) },
  { id: 'brouillons', label: app.brouillons, icon: 'document' as const, run: goTo(href.brouillons) },
  { id: 'demandes-recues', label: requests.titleOf.recues, icon: 'mail' as const, run: goTo(href.demandes) },
  {
    id: 'demandes-envoyees',
    label: requests.titleOf.envoyees,
    icon: 'send' as const,
    run: goTo(() => href.demandes('envoyees')),
  },
  { id: 'echanges', label: app.echanges, icon: 'exchange' as const, run: goTo(href.echanges) },
  { id: 'reglages', label: app.reglages, icon: 'settings' as const, run: goTo(href.reglages) },
  { id: 'a-propos', label: app.aPropos, icon: 'info' as const, run: goTo(href.aPropos) },
].map((screen) => ({ ...screen, detail: app.screen, icon: screen.icon as IconName }))

const ACTIONS: readonly Command[] = [
  {
    id: 'carte',
    label: app.mapAction,
    icon: 'map' as const,
    run: () => {
      toggleMap()
      goToSearch()
    },
  },
  {
    id: 'pas-de-solution',
    label: noSolution.command,
    icon: 'warning' as const,
    run: () => {
      goToSearch()
      openNoSolution()
    },
  },
  { id: 'effacer', label: app.clearAction, icon: 'filter' as const, run: clearFilters },
  { id: 'imprimer', label: app.printAction, icon: 'print' as const, run: () => window.print() },
].map((action) => ({ ...action, detail: app.action, icon: action.icon as IconName }))

/** Once its first letters are typed: what is proposed before holds in the smallest window. */
const COPY_LINK: Command = {
  id: 'copier-lien',
  label: app.linkCopy,
  detail: app.action,
  icon: 'copy',
  run: () => void copyLinkHere(),
}

const NEW_PLAN: Command = {
  id: 'nouveau-plan',
  label: planAtHand.newPlan,
  detail: app.action,
  icon: 'plus',
  run: () => void newPlan(),
}

/** Screens that come with their first letters. */
const MORE_SCREENS: readonly Command[] = [
  { id: 'plans', label: app.plans, icon: 'list' as const, run: goTo(href.plans) },
  { id: 'personnes', label: app.people, icon: 'people' as const, run: goTo(href.personnes) },
  { id: 'alertes', label: app.keptSearches, icon: 'search' as const, run: goTo(href.alertes) },
  { id: 'listes', label: app.teamLists, icon: 'list' as const, run: goTo(href.listes) },
  { id: 'comparer', label: app.compare, icon: 'columns' as const, run: goTo(() => href.comparer(useCompared.getState().ids)) },
  { id: 'guide', label: app.guide, icon: 'help' as const, run: goTo(() => href.aide()) },
].map((screen) => ({ ...screen, detail: app.screen, icon: screen.icon as IconName }))

const LOCK: Command = {
  id: 'fermer-dossiers',
  label: app.lockFolders,
  detail: app.action,
  icon: 'lock',
  run: () =>
    void client.call('personnes.verrouiller', undefined).then(
      () => showToast({ message: app.foldersShut }),
      (error: Error) => showToast({ tone: 'erreur', message: error.message }),
    ),
}

const thematique = ({ value, label }: { readonly value: string; readonly label: string }): Command => ({
  id: `thematique/${value}`,
  label,
  detail: app.filterBy,
  icon: 'filter',
  run: () => {
    const { thematiques } = useSearchStore.getState().query.filters
    if (!thematiques.includes(value)) setFacet('thematiques', toggleThematique(thematiques, value))
    goToSearch()
  },
})

/** What the account opens, as it stands: its screens, and the structures in whose name one may work. */
export const accountCommands = (state: AccountState | undefined): readonly Command[] => {
  const compte = state?.compte ?? null
  const screens =
    state === undefined || compte === null
      ? [{ id: 'connexion', label: shellAccount.signIn, icon: 'user' as const, to: href.connexion() }]
      : [
          ...accountScreens(state, compte),
          ...(mayModerate(state)
            ? PANNEAUX.map((panneau) => ({
                id: `moderation/${panneau}`,
                label: panel.command[panneau],
                icon: 'shield' as const,
                to: href.moderation(panneau),
              }))
            : []),
          { id: 'rejoindre', label: shellAccount.join, icon: 'plus' as const, to: href.rejoindre() },
        ]
  const all = [
    ...screens,
    { id: 'conditions', label: shellAccount.conditions, icon: 'document' as const, to: href.conditions() },
    { id: 'bienvenue', label: shellAccount.welcome, icon: 'info' as const, to: href.bienvenue() },
  ]
  const others = state === undefined ? [] : memberships(state).filter(({ structure_id: id }) => id !== state.structure_courante)
  return [
    ...all.map(({ id, label, icon, to }) => ({ id, label, icon, detail: app.screen, run: () => navigate(to) })),
    ...others.map(({ structure_id: id, structure_nom: nom }) => ({
      id: `structure/${id}`,
      label: shellAccount.switchTo(displayName(nom)),
      icon: 'building' as const,
      detail: app.action,
      run: () => switchStructure(id, displayName(nom)),
    })),
  ]
}

const MAX_THEMES = 6

/** Screens and actions, then thématiques, whose words all begin like those typed. Communes come from `geo.suggest` beside. */
export const commandsFor = (typed: string, help: () => void, account: readonly Command[]): readonly Command[] => {
  const words = fold(typed).split(' ').filter(Boolean)
  const all = [
    ...SCREENS,
    // Before anything is typed, what is in sight at once: the account's first screen. The others come with their first letters.
    ...(words.length === 0 ? account.slice(0, 1) : account),
    ...ACTIONS,
    { id: 'aide', label: app.raccourcis, detail: app.aide, icon: 'keyboard' as const, run: help },
  ]
  if (words.length === 0) return all
  const more = [...all, ...MORE_SCREENS, COPY_LINK, NEW_PLAN, LOCK]
  const matches = (label: string) => {
    const parts = fold(label).split(' ')
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  }
  const themes = entriesOf('thematiques').filter(({ label }) => matches(label))
  return [...more.filter(({ label }) => matches(label)), ...themes.slice(0, MAX_THEMES).map(thematique)]
}

/** What was pasted leads somewhere: a `dora:` link, or the address of a public page. */
export const linkCommands = (words: string): readonly Command[] => {
  const link = linkIn(words)
  if (link === null) return []
  const kind = link.name === 'code' ? link.kind : link.name
  return [{ id: 'lien', label: app.linkOpen, detail: app.linkKind[kind], icon: 'external', run: () => void followLink(link) }]
}

export const searchWords = (words: string): Command => ({
  id: 'mots',
  label: app.searchFor(words),
  detail: t.words,
  icon: 'search',
  run: () => {
    useSearchStore.setState(({ query }) => ({ query: { ...query, text: words.slice(0, 300) } }))
    goToSearch()
  },
})
