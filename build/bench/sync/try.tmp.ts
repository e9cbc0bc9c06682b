import { measureDesk } from './desk.ts'
import { startBenchServer } from './server.ts'
import { ensureCatalogue } from '../catalogue.ts'
const n = Number(process.argv[2] ?? 15777)
const c = await ensureCatalogue(n)
if (c === null) throw new Error('x')
const t = Date.now()
const s = await startBenchServer(c.file)
console.log('server', Date.now() - t)
try {
  console.log(await measureDesk(s, c.file, c.services + c.structures, 5))
} finally {
  await s.stop()
}
process.exit(0)
