import { Session } from '#shared/sync/wire.ts'
import { openRequestDesk } from './desk.ts'
import { filesOf } from './files.ts'

/**
 * A desk that sends requests with their files and exchanges after each, until it is killed; says each request that a person was told
 * is sent, and each step. Run by crash.test.ts: `node writer.ts <folder> <origin> <session> <what requests.send takes> <first>`.
 */
const [folder, origin, session, request, first] = process.argv.slice(2)
if (folder === undefined || origin === undefined || session === undefined || request === undefined)
  throw new Error('usage: writer.ts <folder> <origin> <session> <request> <first>')

const say = (line: string) => process.stdout.write(`${line}\n`)
const desk = openRequestDesk({
  folder,
  session: Session.parse(JSON.parse(session)),
  origin: () => origin,
  onStep: () => say('step'),
})
const template = JSON.parse(request) as Parameters<typeof desk.sendAs>[0]
for (let n = Number(first); ; n++) {
  const motif = `Demande ${String(n).padStart(4, '0')}`
  const id = desk.sendAs(template, motif, filesOf(motif, n))
  say(`sent ${n} ${id}`)
  await desk.exchange()
}
