import { useEffect, useRef, useState, type Ref } from 'react'
import type { StructureView } from '#shared/accounts/wire.ts'
import { membersText as t } from '../../i18n/members.ts'
import { people } from '../../i18n/people.ts'
import { isFranceTravail } from '../../lib/addresses.ts'
import { announce } from '../../lib/announce.ts'
import { client, readAgain } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { Form } from '../../ui/Form.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { RadioGroup } from '../../ui/RadioGroup.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { prepare, sendAll, without, type Sent } from './invite.ts'
import { ROLES, type RoleChoice } from './roles.ts'

const Results = ({ results }: { readonly results: readonly Sent[] }) => (
  <ul className="invite-results" aria-label={t.inviteResults}>
    {results.map(({ courriel, ok, message }) => (
      <li key={courriel} data-ok={ok}>
        <Icon name={ok ? 'check' : 'error'} size={16} />
        <span>
          <b>{courriel}</b> {message}
        </span>
      </li>
    ))}
  </ul>
)

type UnderstoodProps = {
  readonly typed: string
  readonly ready: readonly string[]
  readonly refused: readonly Sent[]
  /** Null while they are being sent. */
  readonly onChange: ((typed: string) => void) | null
}

/** The addresses as they were understood, each taken away by pressing it, and how many are not addresses. */
const Understood = ({ typed, ready, refused, onChange }: UnderstoodProps) => (
  <div className="invite-read">
    {ready.length > 0 && (
      <ul aria-label={t.inviteRead}>
        {ready.map((address) => (
          <li key={address}>
            <Chip label={address} removeLabel={t.inviteDrop(address)} onRemove={() => onChange?.(without(typed, address))} />
          </li>
        ))}
      </ul>
    )}
    {refused.length > 0 && (
      <Tag tone="warn" icon="warning">
        {t.inviteNotRead(refused.length)}
      </Tag>
    )}
  </div>
)

type Props = { readonly structure: StructureView; readonly fieldRef: Ref<HTMLInputElement & HTMLTextAreaElement> }

/** Several colleagues at once: each has its answer, and what could not be sent stays in the field. */
export const InviteForm = ({ structure, fieldRef }: Props) => {
  const [typed, setTyped] = useState('')
  const [role, setRole] = useState<RoleChoice>(structure.a_administrateur ? 'user' : 'admin')
  const [tried, setTried] = useState(false)
  const [results, setResults] = useState<readonly Sent[]>([])
  const [progress, setProgress] = useState<{ readonly done: number; readonly total: number } | null>(null)
  const here = useRef(true)
  useEffect(() => {
    here.current = true
    return () => {
      here.current = false
    }
  }, [])
  const { ready, refused } = prepare(typed, structure)
  const empty = ready.length === 0 && refused.length === 0

  const submit = async () => {
    setTried(true)
    if (empty || progress !== null) return
    setProgress({ done: 0, total: ready.length })
    const sent = await sendAll(
      ready,
      (courriels) =>
        client.call('listing.inviteMany', { structureId: structure.id, courriels: [...courriels], admin: role === 'admin' }),
      (done) => here.current && setProgress({ done, total: ready.length }),
    )
    void readAgain('members.list')
    if (!here.current) return
    const all = [...sent, ...refused]
    const left = all.filter(({ ok }) => !ok)
    setResults(all)
    setTyped(left.map(({ courriel }) => courriel).join('\n'))
    setProgress(null)
    setTried(false)
    announce(t.inviteSummary(all.length - left.length, left.length))
  }
  return (
    <Form box label={t.invite} onSubmit={() => void submit()}>
      {isFranceTravail(structure.siret) && <p className="ui-description">{t.inviteFt}</p>}
      <TextField
        label={t.inviteField}
        description={t.inviteHelp}
        multiline
        inputRef={fieldRef}
        rows={3}
        value={typed}
        onChange={setTyped}
        isReadOnly={progress !== null}
        autoComplete="off"
        spellCheck="false"
        errorMessage={tried && empty ? t.inviteNone : undefined}
      />
      {!empty && <Understood typed={typed} ready={ready} refused={refused} onChange={progress === null ? setTyped : null} />}
      <RadioGroup label={people.role} choices={ROLES} value={role} onChange={setRole} />
      {results.length > 0 && <Results results={results} />}
      <Button type="submit" variant="primary" icon="send" isDisabled={progress !== null}>
        {progress === null ? t.inviteDo(ready.length) : t.inviting(progress.done, progress.total)}
      </Button>
    </Form>
  )
}
