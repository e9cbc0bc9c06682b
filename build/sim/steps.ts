import { join } from 'node:path'
import { DoraError } from '#shared/errors.ts'
import { TERRITORIES } from './catalogue-rows.ts'
import { administer, ingestSome } from './administer.ts'
import type { Desk } from './desk.ts'
import type { Operation } from './operations.ts'
import type { World } from './run.ts'
import { hashOfToken, USERS } from './server.ts'
import { buildSnapshot, pack } from './snapshots.ts'
import { tokenOf } from './template.ts'
import { Violation } from './violation.ts'

const SERVICES = ['s-0', 's-1', 's-2', 's-3'] as const

/** Runs one operation on the world. Throws only what the real parts throw and nobody expects. */
export const perform = async (world: World, operation: Operation): Promise<void> => {
  const { server, random, shelf, note } = world
  const desk = 'desk' in operation ? deskOf(world, operation.desk) : null
  if (operation.op !== 'sync' && world.late.length > 0 && random.chance(0.5)) await deliverLate(world)
  switch (operation.op) {
    case 'sync':
      return synchronise(world, desk as Desk, operation)
    case 'favourite':
      return favourite(world, desk as Desk, operation)
    case 'settle':
      return settle(world, desk as Desk, operation.act)
    case 'admin':
      return administer(world, operation.act, operation.target)
    case 'import':
      return ingestSome(world, operation.size)
    case 'snapshot': {
      const snapshot = await buildSnapshot(server.store(), join(world.folder, 'shelf'), world.now, server.history().rewinds())
      if (snapshot.raw.includes('SECRET-')) world.fail(new Violation('I8', 'a snapshot holds what a person wrote'))
      shelf.put(snapshot)
      note(`  snapshot at ${snapshot.info.seq}`)
      return
    }
    case 'rotate':
      return shelf.rotate()
    case 'purge': {
      const { seq } = await server.store().read((reader) => reader.head())
      await server.store().purgeTombstones(Math.max(0, seq - operation.keep))
      return
    }
    case 'backup':
      world.backups = [...world.backups, await server.backUp()].slice(-2)
      return
    case 'restore':
      return restore(world, operation.bump)
    case 'restart':
      return server.restart()
    case 'territories':
      return (desk as Desk).setTerritories(TERRITORIES[operation.choice] as readonly string[])
    case 'account':
      return account(world, desk as Desk, operation)
    case 'revoke': {
      const token = world.tokens.get((desk as Desk).index)
      if (token !== undefined) await server.store().accounts.endSession(token)
      return
    }
    case 'kill':
      return (desk as Desk).kill(operation.kind, random)
    case 'clock':
      return (desk as Desk).setSkew(operation.by)
    case 'clone':
      return clone(world, desk as Desk, deskOf(world, operation.onto))
    case 'damage':
      return (desk as Desk).damage(operation.what, random)
  }
}

/** A run may have fewer desks than the list of operations knows. */
const deskOf = ({ desks }: World, at: number): Desk => desks[at % desks.length] as Desk

export const deliverLate = async (world: World): Promise<void> => {
  for (const one of world.late.splice(0)) await one()
}

const synchronise = async (world: World, desk: Desk, operation: Extract<Operation, { op: 'sync' }>): Promise<void> => {
  world.sync = operation
  const machine = desk.machine()
  machine.setRoom(operation.room)
  machine.planCut(operation.cut === null ? null : { ...operation.cut, random: world.random })
  if (operation.blob === 'raw-flip' || operation.blob === 'wrong-schema') spoilSnapshot(world, operation.blob)
  try {
    const outcome = await desk.exchange({ sendOnly: operation.sendOnly })
    const said = outcome === null ? 'cut' : (outcome.failure?.code ?? (outcome.upToDate ? 'up to date' : 'done'))
    world.note(`  desk ${desk.index}: ${said}${outcome?.sessionExpired === true ? ' (session)' : ''}`)
    if (outcome?.failure?.code === 'malformed' && operation.faults.length === 0)
      world.fail(new Violation('I9', `desk ${desk.index}: the server's answer could not be read`))
  } finally {
    world.sync = null
    // The same machine, or the one that rose from its disk.
    desk.machine().planCut(null)
    desk.machine().setRoom(null)
  }
}

/** A file whose bytes are as announced, and whose content is not. */
const spoilSnapshot = ({ shelf, random }: World, how: 'raw-flip' | 'wrong-schema'): void => {
  const last = shelf.list().at(-1)
  const snapshot = last === undefined ? null : shelf.get(last.url)
  if (snapshot === null) return
  const raw = Buffer.from(snapshot.raw)
  if (how === 'raw-flip') {
    // Within a page in use: pages begin with their type.
    const at = 4096 * (1 + random.int(Math.floor(raw.length / 4096) - 1))
    random.bytes(64).copy(raw, at)
  } else raw.writeUInt32BE(99, 60)
  shelf.put(pack(raw, { epoch: snapshot.info.epoch, seq: snapshot.info.seq, sums: snapshot.info.sums }, snapshot.rewinds))
}

const favourite = async (
  world: World,
  desk: Desk,
  { act, target: at, cut }: Extract<Operation, { op: 'favourite' }>,
): Promise<void> => {
  const { random, intentions, note } = world
  const id = SERVICES[at] as string
  const key = { kind: 'service', id } as const
  const target = `service:${id}`
  const userId = desk.userId()
  const kept = () =>
    desk
      .user()
      .favourites()
      .find((one) => one.id === id)
  const n = ++world.count
  const wrote = (field: 'note' | 'listes' | 'removal' | 'addition', value: string) => {
    if (userId !== null) intentions.wrote({ desk: desk.index, user: userId, target, field, value })
  }
  if (cut === null && random.chance(0.05)) return fullDisk(world, desk, id)
  desk.machine().planCut(cut === null ? null : { ...cut, random })
  // One writes on what one keeps.
  if ((act === 'note' || act === 'lists') && kept() === undefined) {
    if (!(await desk.act((user) => user.add({ ...key, nom: `Service ${id}` })))) return
  }
  const before = kept()
  const doIt = async (): Promise<void> => {
    switch (act) {
      case 'add':
        if (await desk.act((user) => user.add({ ...key, nom: `Service ${id}` }))) wrote('addition', id)
        return
      case 'remove':
        if (before !== undefined && (await desk.act((user) => user.remove(key)))) wrote('removal', id)
        return
      case 'note': {
        if (before === undefined) return
        const value = `SECRET-${userId ?? 'desk'}-${n}`
        if (!(await desk.act((user) => user.update({ ...key, note: value })))) return
        wrote('note', value)
        // I6: what was written is what is shown, at once.
        if (
          desk
            .user()
            .favourites()
            .find((one) => one.id === id)?.note !== value
        )
          world.fail(new Violation('I6', `desk ${desk.index}: a note just written is not shown`))
        return
      }
      case 'lists': {
        if (before === undefined) return
        const value = `liste-${n}`
        // Over an open clash, the latest words are what « la mienne » means.
        const again = desk
          .user()
          .conflicts()
          .some(({ cible }) => cible?.id === id)
        const stay = before.listes.filter(() => random.chance(0.7))
        if (!(await desk.act((user) => user.update({ ...key, listes: [...stay, value] })))) return
        for (const gone of before.listes.filter((one) => !stay.includes(one))) intentions.dropped(desk.index, target, gone)
        if (again) intentions.release(desk.index, target, 'said again', undefined, 'listes')
        wrote('listes', value)
        return
      }
      case 'rename-list': {
        const from = desk
          .user()
          .favourites()
          .flatMap(({ listes }) => listes)[0]
        if (from === undefined) return
        const value = `liste-${n}`
        if (await desk.act((user) => user.renameList({ de: from, vers: value }))) intentions.dropped(desk.index, null, from)
      }
    }
  }
  await doIt()
  desk.machine().planCut(null)
  note(
    `  desk ${desk.index} ${userId ?? 'nobody'} ${desk.user().favourites().length} favourites, ${desk.user().counts().en_attente} waiting, ${desk.user().conflicts().length} to settle`,
  )
}

/** What cannot be written is refused in so many words, and nothing else changes. */
const fullDisk = async (world: World, desk: Desk, id: string): Promise<void> => {
  const before = JSON.stringify(desk.user().favourites())
  desk.machine().setRoom(0)
  let refused = false
  try {
    await desk.act((user) => user.add({ kind: 'structure', id, nom: 'Sans place' }))
  } catch (error) {
    if (!(error instanceof DoraError) || error.code !== 'ecriture-impossible') throw error
    refused = true
  } finally {
    desk.machine().setRoom(null)
  }
  if (!refused || JSON.stringify(desk.user().favourites()) !== before)
    world.fail(new Violation('I2', `desk ${desk.index}: a full disk was not said, or left half a change`))
}

const settle = async (world: World, desk: Desk, act: 'resolve' | 'cancel' | 'retry'): Promise<void> => {
  const { random, intentions } = world
  const about = (cible: { kind: string; id: string } | null) => (cible === null ? null : `${cible.kind}:${cible.id}`)
  if (act === 'resolve') {
    const [conflict] = desk.user().conflicts()
    if (conflict === undefined) return
    const choice = Object.fromEntries(
      conflict.champs.map(({ champ }) => [champ, random.chance(0.6) ? 'mienne' : 'leur'] as const),
    )
    await desk.act((user) => user.resolve({ id: conflict.id, choix: choice }))
    // A person has chosen: what was not kept is not owed.
    if (Object.values(choice).includes('leur')) intentions.release(desk.index, about(conflict.cible), 'resolved')
    return
  }
  const one = desk
    .user()
    .outgoing()
    .find(({ etat }) => etat === 'refuse' || etat === 'bloque' || (etat === 'en-attente' && act === 'cancel'))
  if (one === undefined) return
  if (act === 'retry') {
    await desk.act((user) => user.retry({ mutId: one.mut_id }))
    return
  }
  await desk.act((user) => user.cancel({ mutId: one.mut_id }))
  intentions.release(desk.index, about(one.cible), 'cancelled')
}

const restore = async (world: World, bump: boolean): Promise<void> => {
  const { server, backups, intentions } = world
  const backup = backups.at(-1)
  if (backup === undefined) return
  if (!bump) {
    // A history that goes back under the same name only has to be found out; what it takes with it cannot be told.
    for (const { index } of world.desks) intentions.release(index, null, 'history went back under the same name')
  }
  await server.restore(backup, bump)
  world.backups = [backup]
  world.note(`  restored at ${backup.seq}`)
}

const account = async (world: World, desk: Desk, { user, erase }: Extract<Operation, { op: 'account' }>): Promise<void> => {
  const before = desk.userId()
  if (before !== null) {
    await desk.act((side) => side.signOut(erase))
    if (erase) world.intentions.release(desk.index, null, 'erased', before)
  }
  if (user === null) return
  await signIn(world, desk, (USERS[user] as { id: string }).id)
}

export const signIn = async (world: World, desk: Desk, userId: string): Promise<void> => {
  const token = tokenOf(userId, desk.index, ++world.count)
  const [until, at] = ['2090-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z']
  // Named after its token, so that it is ended by it; renewals are tried elsewhere (server/accounts, main/sync).
  await world.server.store().accounts.addSession({
    id: token,
    userId,
    poste: 'Essai',
    moyen: 'mot-de-passe',
    creeLe: at,
    vuLe: at,
    expireLe: until,
    accesExpireLe: until,
    acces: hashOfToken(token),
    renouvellement: `r-${token}`,
    precedent: null,
    servi: true,
    idToken: null,
  })
  const compte = USERS.find(({ id }) => id === userId) as (typeof USERS)[number]
  const { id, courriel, nom, role } = compte
  await desk.act((side) =>
    side.signIn({ token, renouvellement: `r-${token}`, expire_le: until, compte: { id, courriel, nom, role } }),
  )
  world.tokens.set(desk.index, token)
}

/** Copies the whole profile of a desk onto another machine: two machines with one identity. */
const clone = async (world: World, desk: Desk, onto: Desk): Promise<void> => {
  if (desk === onto) return
  world.intentions.release(onto.index, null, 'its disk was replaced')
  await onto.become(desk)
  const token = world.tokens.get(desk.index)
  if (token === undefined) world.tokens.delete(onto.index)
  else world.tokens.set(onto.index, token)
}
