import { useState } from 'react'
import type { Listing, ModelLine, ServiceLine } from '#shared/contract/listing.ts'
import { modelText as t, tableText } from '../../../i18n/listing.ts'
import { href, navigate } from '../../../lib/route.ts'
import { useFocusAfterRemoval } from '../../../lib/use-focus-after-removal.ts'
import { Button } from '../../../ui/Button.tsx'
import { ConfirmDialog } from '../../../ui/ConfirmDialog.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Menu } from '../../../ui/Menu.tsx'
import { displayName } from '#shared/text/names.ts'
import { Tag } from '../../../ui/Tag.tsx'
import type { Acts } from '../acts.ts'
import { nameOf, textOf } from '../lines.ts'
import { Refusals } from '../Refusals.tsx'
import type { Create } from '../use-create.ts'
import { CompareDialog } from './CompareDialog.tsx'

type RowProps = {
  readonly model: ModelLine
  readonly listing: Listing
  readonly acts: Acts
  readonly create: Create
}

const followersOf = ({ services }: Listing, model: ModelLine): readonly ServiceLine[] =>
  services
    .filter(({ modele }) => modele?.id === model.id)
    .sort((a, b) => Number(b.modele?.change ?? false) - Number(a.modele?.change ?? false))

const States = ({ model, listing }: Pick<RowProps, 'model' | 'listing'>) => (
  <span className="listing-row-tags">
    {model.herite && (
      <span title={t.inheritedHelp}>
        <Tag icon="building">{t.inherited(listing.parent === null ? '' : displayName(listing.parent.nom))}</Tag>
      </span>
    )}
    {model.a_mettre_a_jour > 0 && (
      <Tag tone="warn" icon="refresh">
        {t.toUpdate(model.a_mettre_a_jour)}
      </Tag>
    )}
    {model.copie && (
      <Tag tone="accent" icon="pencil">
        {tableText.tags.copie}
      </Tag>
    )}
    {model.envoi !== 'a-jour' && (
      <Tag tone={model.envoi === 'refuse' || model.envoi === 'conflit' ? 'bad' : 'accent'} icon="exchange">
        {tableText.tags[model.envoi]}
      </Tag>
    )}
  </span>
)

const Row = ({ model, listing, acts, create }: RowProps) => {
  const [asked, setAsked] = useState<'comparer' | 'supprimer' | null>(null)
  const followers = followersOf(listing, model)
  const changed = followers.filter(({ modele }) => modele?.change === true).map(({ id }) => id)
  const nom = nameOf(model)
  const close = () => setAsked(null)
  const edit = href.modifier('modele', listing.structure.id, model.id)
  return (
    <li className="listing-item">
      <div className="listing-item-main">
        {model.herite ? <strong>{nom}</strong> : <Link href={edit}>{nom}</Link>}
        {textOf(model, 'dora.short_desc') !== '' && <p className="muted listing-clamp">{textOf(model, 'dora.short_desc')}</p>}
        <span className="listing-row-tags">
          <span className="muted">{t.services(model.services)}</span>
          <States model={model} listing={listing} />
        </span>
      </div>
      <div className="ui-form-actions listing-item-acts" role="group" aria-label={nom}>
        {changed.length > 0 && (
          <>
            <Button size="s" variant="primary" icon="refresh" onPress={() => void acts.followModel(changed, 'mettre-a-jour')}>
              {t.update(changed.length)}
            </Button>
            <Button size="s" onPress={() => void acts.followModel(changed, 'refuser')}>
              {t.refuse}
            </Button>
          </>
        )}
        {followers.length > 0 && (
          <Button size="s" icon="exchange" onPress={() => setAsked('comparer')}>
            {t.diff}
          </Button>
        )}
        <Button size="s" icon="plus" onPress={() => create({ kind: 'modele', id: model.id })}>
          {t.createShort}
        </Button>
        {(!model.herite || followers.length > 0) && (
          <Menu
            label={t.menu(nom)}
            trigger={<IconButton label={t.menu(nom)} icon="more" size="s" />}
            entries={[
              ...(model.herite
                ? []
                : [{ id: 'modifier', label: t.modify, icon: 'pencil' as const, onAction: () => navigate(edit) }]),
              ...(followers.length > 0
                ? [
                    {
                      id: 'detacher',
                      label: t.detach,
                      icon: 'close' as const,
                      onAction: () =>
                        void acts.followModel(
                          followers.map(({ id }) => id),
                          'detacher',
                        ),
                    },
                  ]
                : model.services > 0
                  ? []
                  : [
                      {
                        id: 'supprimer',
                        label: t.remove,
                        icon: 'trash' as const,
                        danger: true,
                        onAction: () => setAsked('supprimer'),
                      },
                    ]),
            ]}
          />
        )}
      </div>
      {asked === 'comparer' && <CompareDialog model={model} lines={followers} acts={acts} onClose={close} />}
      {asked === 'supprimer' && (
        <ConfirmDialog
          title={t.removeTitle(nom)}
          confirm={t.remove}
          danger
          onClose={close}
          onConfirm={() => {
            close()
            void acts.remove('modele', [model.id])
          }}
        >
          <p>{t.removeText}</p>
        </ConfirmDialog>
      )}
    </li>
  )
}

type Props = { readonly listing: Listing; readonly acts: Acts; readonly create: Create }

/** The models of a structure and of its parent, and the services that follow them. */
export const ModelsPanel = ({ listing, acts, create }: Props) => {
  const { modeles, services } = listing
  const focus = useFocusAfterRemoval(modeles.length)
  const changed = services.filter(({ modele }) => modele?.change === true).map(({ id }) => id)
  const add = (
    <Button icon="plus" onPress={() => create(null, 'modele')}>
      {t.new}
    </Button>
  )
  if (modeles.length === 0)
    return (
      <EmptyState icon="copy" title={t.empty} actions={add}>
        {t.emptyHelp}
      </EmptyState>
    )
  return (
    <div className="listing-panel">
      <div className="listing-bar">
        <p className="ui-description listing-intro">{t.intro}</p>
        <div className="ui-form-actions">
          {changed.length > 1 && modeles.length > 1 && (
            <Button variant="primary" icon="refresh" onPress={() => void acts.followModel(changed, 'mettre-a-jour')}>
              {t.updateAll(changed.length)}
            </Button>
          )}
          {add}
        </div>
      </div>
      <Refusals />
      <ul className="listing-items" aria-label={t.list} {...focus}>
        {modeles.map((model) => (
          <Row key={model.id} model={model} listing={listing} acts={acts} create={create} />
        ))}
      </ul>
    </div>
  )
}
