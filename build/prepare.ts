import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { CATALOGUE_FOLDER, POINTER_FILE } from '#shared/catalogue/file.ts'
import { deskFolder } from '#shared/desk-folder.ts'
import { runNode } from './run.ts'
import { digestOf, isFresh, root, stamp } from './stamp.ts'

type Step = {
  readonly name: string
  /** What is being done, in French, shown while it lasts. */
  readonly label: string
  readonly script: readonly string[]
  readonly inputs: readonly string[]
  /** One file that the step writes: absent, the step is stale whatever its stamp says. */
  readonly produces: string
}

const SCREENS: Step = {
  name: 'renderer',
  label: 'Construction des écrans',
  script: ['build/renderer.ts'],
  inputs: ['renderer', 'shared', 'build/renderer.ts', 'electron.config.ts', 'package-lock.json'],
  produces: 'out/renderer/index.html',
}

const ELECTRON: Step = {
  name: 'electron',
  label: 'Construction de l’application Electron',
  script: ['node_modules/electron-vite/bin/electron-vite.js', 'build', '--config', 'electron.config.ts', '--logLevel', 'warn'],
  inputs: ['main', 'preload', 'renderer', 'shared', 'electron.config.ts', 'package-lock.json'],
  produces: 'out/main/index.js',
}

const GEOGRAPHY: Step = {
  name: 'geo',
  label: 'Préparation de la géographie (communes, départements, fond de carte)',
  script: ['server/geo/build-default-pack.ts'],
  inputs: ['server/geo', 'shared/geo', 'package-lock.json'],
  produces: 'out/geo',
}

export const STEPS = { screens: SCREENS, electron: ELECTRON, geography: GEOGRAPHY } as const

const seconds = (value: number): string => `${value.toFixed(1).replace('.', ',')} s`

const show = async (label: string, script: readonly string[]): Promise<void> => {
  console.log(`${label}…`)
  const { code, seconds: took } = await runNode(script, { output: 'show' })
  if (code !== 0) {
    console.error(`${label} : échec. Ce qui précède dit pourquoi ; rien de ce qui existait n’a été remplacé.`)
    process.exit(1)
  }
  console.log(`  fait en ${seconds(took)}.`)
}

/** Does a step again when what it is made from has changed. */
export const ensure = async (step: Step): Promise<void> => {
  const digest = digestOf(step.inputs)
  if (isFresh(step.name, digest) && existsSync(join(root, step.produces))) return
  await show(step.label, step.script)
  stamp(step.name, digest)
}

/**
 * For a desk without a server: a first start shows the demonstration catalogue. A catalogue that is there, whatever it is, is never
 * replaced.
 */
export const ensureCatalogue = async (): Promise<void> => {
  const desk = deskFolder({ platform: process.platform, env: process.env, home: homedir() })
  const folder = join(desk, CATALOGUE_FOLDER)
  if (existsSync(join(folder, POINTER_FILE))) return
  await show('Création du catalogue de démonstration (données inventées)', ['server/import/cli-demo.ts', '--to', folder])
}
