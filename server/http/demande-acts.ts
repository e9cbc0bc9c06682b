import { createHash } from 'node:crypto'
import type { ReceptionPatch } from '#shared/orientation/commands.ts'
import { isTold } from '#shared/orientation/life.ts'
import type { Orientation, Reception } from '#shared/orientation/model.ts'
import { statusOf } from '#shared/listing/status.ts'
import type { AccountParts } from '../accounts/context.ts'
import { type Acted, LINK_HOLDER } from '../orientations/act.ts'
import { receive, type ReceiveCommand } from '../orientations/acts-receiver.ts'
import { renewLink } from '../orientations/acts-server.ts'
import { placeLine } from '#shared/orientation/asked-service.ts'
import { serviceScene } from '../orientations/facts.ts'
import { linkOf } from '../orientations/link.ts'
import { receptionOf } from '../orientations/project.ts'
import { orientationOf } from '../orientations/rows.ts'
import type { Reader } from '../store/types.ts'

/** What the holder of a link reads and does, each judged again in the transaction that does it. */

export type Link = { readonly id: string; readonly secret: string }

export type Opened = {
  readonly state: 'bon' | 'expire'
  readonly one: Reception
  /** The service is not in the catalogue any more, or not published. */
  readonly serviceGone: boolean
  /** Of the service, as it is now; null when it is not known. */
  readonly adresse: string | null
}

export type DemandeParts = {
  readonly account: AccountParts
  /** Without a final « / ». */
  readonly publicUrl: () => string
}

/** Null for a link that opens nothing, or a request that the structure is not told of. */
const linked = async (
  { account }: DemandeParts,
  reader: Reader,
  { id, secret }: Link,
): Promise<{ readonly whole: Orientation; readonly state: 'bon' | 'expire' } | null> => {
  const whole = await orientationOf(reader, account.seal, id)
  if (whole === null) return null
  const state = linkOf(whole, secret, account.now())
  return state === 'inconnu' || !isTold(whole.etat) ? null : { whole, state }
}

/** Changes nothing. Null when the link opens nothing. */
export const openDemande = (parts: DemandeParts, link: Link): Promise<Opened | null> =>
  parts.account.store.read(async (reader) => {
    const found = await linked(parts, reader, link)
    const one = found === null ? null : receptionOf(found.whole)
    if (found === null || one === null) return null
    const scene = await serviceScene(reader, parts.account.seal, one.service.id)
    const adresse = (scene === null ? '' : placeLine(scene)) || one.service.adresse
    return {
      state: found.state,
      one,
      serviceGone: scene === null || statusOf(scene.service) !== 'PUBLISHED',
      adresse: adresse === '' ? null : adresse,
    }
  })

/** `inconnu`: the link opens nothing any more. `deja-envoye`: the same form was received before, and done. */
export type Done = Acted | 'inconnu' | 'expire' | 'deja-envoye'

export type Order<C extends ReceiveCommand> = {
  readonly command: C
  readonly patch: ReceptionPatch<C>
  /** What the form says, with what was drawn for it; null for an act that done twice is done once. */
  readonly form: string | null
}

/** What a form sent twice is known by. Nothing of what it says can be read from it. */
const formKey = (command: string, form: string): string => createHash('sha256').update(`${command}\n${form}`).digest('hex')

/** Does what a form asks, once, however many times the form comes. */
export const actByLink = async <C extends ReceiveCommand>(
  parts: DemandeParts,
  link: Link,
  { command, patch, form }: Order<C>,
): Promise<Done> => {
  const { account, publicUrl } = parts
  const key = form === null ? null : { clientId: `lien|${link.id}`, mutId: formKey(command, form) }
  const { value } = await account.store.write((writer) =>
    writer.step(async (): Promise<Done> => {
      const found = await linked(parts, writer, link)
      if (found === null) return 'inconnu'
      if (found.state === 'expire') return 'expire'
      if (key !== null && (await writer.mutation(key.clientId, key.mutId)) !== null) return 'deja-envoye'
      const context = { writer, seal: account.seal, now: account.now(), publicUrl: publicUrl() }
      const acted = await receive(context, found.whole, LINK_HOLDER, command, patch)
      if (acted.ok && key !== null) await writer.keepMutation({ ...key, userId: '', payloadHash: '', result: '{}' })
      return acted
    }),
  )
  if (typeof value !== 'string' && value.ok) account.onMail()
  return value
}

/** Another link goes to the structure's own address, if the request still awaits something. Tells nothing of whether it did. */
export const renewByLink = async (parts: DemandeParts, link: Link): Promise<void> => {
  const { account, publicUrl } = parts
  const { value } = await account.store.write((writer) =>
    writer.step(async () => {
      const found = await linked(parts, writer, link)
      if (found === null) return false
      const context = { writer, seal: account.seal, now: account.now(), publicUrl: publicUrl() }
      return (await renewLink(context, found.whole)).ok
    }),
  )
  if (value) account.onMail()
}
