import { ACTIVITES, DECOUVERTES } from '#shared/reference/activites.ts'
import type { Compte } from '#shared/accounts/compte.ts'
import { accountText as t } from '../../i18n/account.ts'
import type { SaveState } from '../../lib/autosave.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { PageSection } from '../../ui/PageSection.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { Select } from '../../ui/Select.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useProfile } from './use-profile.ts'

const SAVES = {
  enregistre: { icon: 'check', words: t.saved },
  'en-cours': { icon: 'clock', words: t.saving },
  echec: { icon: 'error', words: t.unsaved },
} as const

/** In words and in view; its failures are read aloud by the notice. */
const SaveMark = ({ save }: { readonly save: SaveState | null }) => {
  if (save === null) return null
  const { icon, words } = SAVES[save.kind === 'enregistre' || save.kind === 'en-cours' ? save.kind : 'echec']
  return (
    <p className="account-save" data-state={save.kind}>
      <Icon name={icon} size={16} />
      {words}
    </p>
  )
}

/** Identity, activity and newsletter: stored as they are typed. */
export const ProfileSections = ({ compte }: { readonly compte: Compte }) => {
  const { profile, set, save, saveNow } = useProfile(compte)
  return (
    <>
      {save?.kind === 'echec' && (
        <Notice
          tone="bad"
          title={t.unsavedTitle}
          urgent
          actions={
            <Button size="s" icon="refresh" onPress={saveNow}>
              {t.saveNow}
            </Button>
          }
        >
          {save.message} {t.unsavedText}
        </Notice>
      )}
      <PageSection title={t.identity} help={t.identityHelp} aside={<SaveMark save={save} />}>
        <div className="account-names">
          <TextField
            label={t.firstName}
            value={profile.prenom}
            onChange={(prenom) => set({ prenom })}
            autoComplete="given-name"
            maxLength={140}
          />
          <TextField
            label={t.lastName}
            value={profile.nom}
            onChange={(nom) => set({ nom })}
            autoComplete="family-name"
            maxLength={140}
          />
        </div>
        <TextField label={t.email} description={t.emailHelp} value={compte.courriel} isReadOnly type="email" />
      </PageSection>
      <PageSection title={t.profile} help={t.profileHelp}>
        <RadioGroup
          label={t.activity}
          choices={ACTIVITES}
          value={profile.activite ?? ''}
          onChange={(activite) => {
            if (activite !== '') set({ activite })
          }}
        />
        <Select
          label={t.discovery}
          choices={DECOUVERTES}
          value={profile.decouverte}
          onChange={(decouverte) => set({ decouverte })}
          className="account-narrow"
        />
        {profile.decouverte === 'autre' && (
          <TextField
            label={t.discoveryOther}
            value={profile.decouverte_autre}
            onChange={(decouverte_autre) => set({ decouverte_autre })}
            maxLength={255}
            className="account-narrow"
          />
        )}
      </PageSection>
      <PageSection title={t.newsletter}>
        <Switch isSelected={profile.infolettre} onChange={(infolettre) => set({ infolettre })} description={t.newsletterHelp}>
          {t.newsletterOn}
        </Switch>
      </PageSection>
    </>
  )
}
