import { useState } from 'react'
import { listsText as t } from '../../i18n/lists.ts'
import { memberships } from '../../lib/account.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { FollowedChanges } from '../../lib/FollowedChanges.tsx'
import { MemoryNav } from '../../lib/MemoryNav.tsx'
import { href, navigate } from '../../lib/route.ts'
import { useAccount } from '../../lib/use-account.ts'
import { displayName } from '#shared/text/names.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Form } from '../../ui/Form.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextField } from '../../ui/TextField.tsx'
import './lists.css'

type Place = { readonly structure_id: string; readonly structure_nom: string }

const NewList = ({
  places,
  first,
  onClose,
}: {
  readonly places: readonly Place[]
  readonly first: string
  readonly onClose: () => void
}) => {
  const [nom, setNom] = useState('')
  const [structureId, setStructure] = useState(first)
  const make = useAction('listes.creer')
  const send = () => {
    if (nom.trim() === '') return
    make.mutate({ structureId, nom: nom.trim() }, { onSuccess: ({ id }) => (onClose(), navigate(href.liste(id))) })
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t.newList}
      size="s"
      actions={
        <>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button variant="primary" onPress={send} isDisabled={nom.trim() === ''} isPending={make.isPending}>
            {t.create}
          </Button>
        </>
      }
    >
      <Form onSubmit={send}>
        <TextField label={t.name} value={nom} onChange={setNom} maxLength={120} autoFocus autoComplete="off" />
        {places.length > 1 && (
          <Select
            label={t.structure}
            choices={places.map(({ structure_id: value, structure_nom }) => ({ value, label: displayName(structure_nom) }))}
            value={structureId}
            onChange={setStructure}
          />
        )}
        {make.error !== null && (
          <Notice tone="bad" urgent>
            {make.error.message}
          </Notice>
        )}
      </Form>
    </Dialog>
  )
}

/** `/listes`: lists of the structures one is a member of. */
export const TeamListsScreen = () => {
  const account = useAccount()
  const { data, error, refetch } = useCall('listes.list', undefined)
  const [making, setMaking] = useState(false)
  const places = account === undefined ? [] : memberships(account)
  const [first] = places
  const current = account?.structure_courante ?? null
  const own = places.some(({ structure_id }) => structure_id === current) ? current : (first?.structure_id ?? null)

  const body = () => {
    if (account === undefined) return <Skeleton lines={4} />
    if (account.compte === null)
      return (
        <EmptyState icon="people" title={t.signedOut} actions={<Link href={href.connexion(href.listes())}>{t.signIn}</Link>}>
          {t.signedOutText}
        </EmptyState>
      )
    if (first === undefined)
      return (
        <EmptyState icon="building" title={t.nowhere} actions={<Link href={href.rejoindre()}>{t.join}</Link>}>
          {t.nowhereText}
        </EmptyState>
      )
    if (error !== null) return <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
    if (data === undefined) return <Skeleton lines={4} />
    if (data.length === 0)
      return (
        <EmptyState
          icon="list"
          title={t.empty}
          actions={
            <Button variant="primary" icon="plus" onPress={() => setMaking(true)}>
              {t.newList}
            </Button>
          }
        >
          {t.emptyText}
        </EmptyState>
      )
    return (
      <ul className="team-rows" aria-label={t.title}>
        {data.map((list) => (
          <li key={list.id} className="team-row">
            <Link href={href.liste(list.id)} quiet className="team-name">
              {list.nom}
            </Link>
            {list.description !== '' && <p>{list.description}</p>}
            <p className="muted tabular">
              {[t.count(list.lignes.length), displayName(list.structureNom), t.sending[list.envoi]].filter(Boolean).join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    )
  }

  return (
    <ScreenPage
      title={t.title}
      subtitle={t.subtitle}
      {...(own !== null &&
        data !== undefined &&
        data.length > 0 && {
          actions: (
            <Button variant="primary" icon="plus" onPress={() => setMaking(true)}>
              {t.newList}
            </Button>
          ),
        })}
    >
      <MemoryNav here="listes" />
      <FollowedChanges />
      {body()}
      {making && own !== null && <NewList places={places} first={own} onClose={() => setMaking(false)} />}
    </ScreenPage>
  )
}
