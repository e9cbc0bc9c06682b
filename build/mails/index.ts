import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { previews } from './previews.ts'

/** `npm run mails`: writes docs/courriels again, whole. */

const FOLDER = join(import.meta.dirname, '../../docs/courriels')

const files = await previews()
mkdirSync(FOLDER, { recursive: true })
for (const name of readdirSync(FOLDER)) if (!files.has(name)) rmSync(join(FOLDER, name), { recursive: true })
for (const [name, content] of files) writeFileSync(join(FOLDER, name), content)
process.stdout.write(`${files.size} fichiers écrits dans docs/courriels.\n`)
