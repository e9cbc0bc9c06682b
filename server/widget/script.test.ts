import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { linkScript } from './script.ts'

const BROWSER = join(import.meta.dirname, 'browser')
const link = (files: Readonly<Record<string, string>>): string =>
  linkScript(join(BROWSER, 'a.ts'), (file) => {
    const text = files[file.slice(BROWSER.length + 1)]
    if (text === undefined) throw new Error(`${file} was asked for`)
    return text
  })

describe('one script of several modules', () => {
  it('has each module once, before those that need it, and names that never meet', () => {
    const said: unknown[] = []
    const script = link({
      'a.ts': "import { b } from './b.ts'\nimport {\n  c,\n  type T,\n} from './c.ts'\nconst own: T = 'a'\nsay(own + b() + c)\n",
      'b.ts':
        "import { c } from './c.ts'\nimport type { T } from './c.ts'\nconst own: T = 'b'\nexport const b = (): T => own + c\n",
      'c.ts': "export type T = string\nsay('c')\nconst own = 'c'\nexport const c: T = own\n",
    })
    runInNewContext(script, { say: (text: unknown) => said.push(text) })
    expect(said).toEqual(['c', 'abcc'])
  })
  it.each([
    ["import { x } from 'node:fs'\n", 'cannot import'],
    ["import { x } from '../script.ts'\n", 'cannot import'],
    ["import { x } from '#server/config.ts'\n", 'cannot import'],
    ["import * as x from './b.ts'\n", 'not understood'],
    ["import { x as y } from './b.ts'\n", 'renamed'],
    ['export default 3\n', 'not understood'],
    ["export { x } from './b.ts'\n", 'not understood'],
    ["import { a } from './a.ts'\nexport const a = 1\n", 'circles'],
  ])('refuses %j', (text, why) => {
    expect(() => link({ 'a.ts': text, 'b.ts': 'export const x = 1\n' })).toThrow(why)
  })
})
